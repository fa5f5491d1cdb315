namespace DnnBrain.Statistics;

/// <summary>Splits rows into k folds of contiguous rows, each of which is the test set once.</summary>
/// <remarks>
/// The first n mod k folds have one row more, as scikit-learn's <c>KFold</c> makes them. Without a seed the rows keep their
/// order, so that a set that is sorted by class leaves whole classes out; with a seed the rows are shuffled first.
/// </remarks>
public static class KFold
{
    /// <summary>The order in which rows are cut into folds.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="seed">Null keeps the rows in their order.</param>
    public static int[] Order(int rowCount, long? seed)
    {
        int[] rows = [.. Enumerable.Range(0, rowCount)];
        if (seed is { } value)
        {
            new RandomStream(value, RandomPurpose.FoldAssignment).Shuffle<int>(rows);
        }

        return rows;
    }

    /// <summary>Cuts rows into folds.</summary>
    /// <param name="rows">The rows in the order in which they are cut.</param>
    /// <param name="foldCount">From 2 to the number of rows.</param>
    /// <exception cref="DnnBrainException">There are fewer than two folds, or more than rows (<c>FoldCountInvalid</c>).</exception>
    public static IReadOnlyList<Fold> Split(IReadOnlyList<int> rows, int foldCount)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (foldCount < 2 || foldCount > rows.Count)
        {
            throw new DnnBrainException(
                "FoldCountInvalid",
                ErrorKind.InvalidArgument,
                $"{rows.Count} stimuli cannot be cut into {foldCount} folds; from 2 to {rows.Count} are possible.",
                foldCount);
        }

        var folds = new Fold[foldCount];
        int first = 0;
        for (int i = 0; i < foldCount; i++)
        {
            int count = (rows.Count / foldCount) + (i < rows.Count % foldCount ? 1 : 0);
            folds[i] = new Fold(
                [.. rows.Take(first), .. rows.Skip(first + count)],
                [.. rows.Skip(first).Take(count)]);
            first += count;
        }

        return folds;
    }
}
