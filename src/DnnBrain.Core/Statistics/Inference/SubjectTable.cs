namespace DnnBrain.Statistics.Inference;

/// <summary>Values of cells by subject, as tests over subjects take them.</summary>
internal static class SubjectTable
{
    /// <summary>All people, in order of first appearance.</summary>
    public static IReadOnlyList<string> People(IEnumerable<IReadOnlyList<string>> subjects) =>
        [.. subjects.SelectMany(subject => subject).Distinct(StringComparer.Ordinal)];

    /// <summary>One row a cell, one column a person: a subject is the same person in every block, so that its sign flips in all of them.</summary>
    /// <param name="blocks">Rows, whose subjects may differ from block to block.</param>
    /// <returns>NaN where a block lacks a person.</returns>
    public static double[,] Create(IReadOnlyList<SubjectBlock> blocks)
    {
        IReadOnlyList<string> people = People(blocks.Select(block => block.Subject));
        double[,] values = new double[blocks.Sum(block => block.RowCount), people.Count];
        int first = 0;
        foreach (SubjectBlock block in blocks)
        {
            int[] own = [.. people.Select(person => block.Subject.ToList().IndexOf(person))];
            for (int row = 0; row < block.RowCount; row++)
            {
                for (int s = 0; s < own.Length; s++)
                {
                    values[first + row, s] = own[s] < 0 ? double.NaN : block.Value(row, own[s]);
                }
            }

            first += block.RowCount;
        }

        return values;
    }
}
