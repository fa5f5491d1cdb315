namespace DnnBrain.Rsa.Conditions;

/// <summary>The rows of one pattern set by condition and run, both in the order in which they first occur.</summary>
internal sealed class ConditionRows
{
    /// <summary>Groups rows.</summary>
    /// <param name="row">0-based rows that belong to a condition.</param>
    /// <param name="condition">The condition of each.</param>
    /// <param name="run">The run of each; null for one run.</param>
    public ConditionRows(int[] row, string[] condition, string[]? run)
    {
        Condition = [.. condition.Distinct(StringComparer.Ordinal)];
        Run = run is null ? [""] : [.. run.Distinct(StringComparer.Ordinal)];
        Dictionary<string, int> conditionIndex = Condition.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        Dictionary<string, int> runIndex = Run.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        List<(int, int)>[] rows = [.. Condition.Select(_ => new List<(int, int)>())];
        for (int i = 0; i < row.Length; i++)
        {
            rows[conditionIndex[condition[i]]].Add((row[i], run is null ? 0 : runIndex[run[i]]));
        }

        Rows = [.. rows.Select(list => list.ToArray())];
        RowCount = row.Length;
    }

    private ConditionRows(string[] condition, string[] run, (int Row, int Run)[][] rows)
    {
        Condition = condition;
        Run = run;
        Rows = rows;
        RowCount = rows.Sum(list => list.Length);
    }

    /// <summary>Some conditions, and all runs.</summary>
    /// <param name="conditions">0-based conditions.</param>
    public ConditionRows Of(int[] conditions) => new([.. conditions.Select(c => Condition[c])], Run, [.. conditions.Select(c => Rows[c])]);

    /// <summary>The conditions.</summary>
    public string[] Condition { get; }

    /// <summary>The runs.</summary>
    public string[] Run { get; }

    /// <summary>For each condition its 0-based rows, each with its run's 0-based number.</summary>
    public (int Row, int Run)[][] Rows { get; }

    /// <summary>Rows that belong to a condition.</summary>
    public int RowCount { get; }
}
