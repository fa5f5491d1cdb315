using DnnBrain.Activations;

namespace DnnBrain.Rsa.Conditions;

/// <summary>
/// The products of the mean patterns of conditions, from the products of the patterns: A G Aᵀ, with a row of A for each condition, 1/m at
/// its m members and 0 elsewhere. Centring a pattern over its units and averaging patterns change places, so that the centred products are
/// all that is needed.
/// </summary>
internal sealed class ConditionGram : IGramProducts
{
    private readonly double[] _centred;
    private readonly double[] _mean;

    /// <summary>Averages; O(n²) for n patterns, in any number of conditions.</summary>
    /// <param name="gram">The products of the patterns.</param>
    /// <param name="rows">Their conditions.</param>
    /// <param name="token">Stops between two conditions.</param>
    /// <remarks>A condition with a pattern that holds a NaN is NaN, as the mean of such patterns is.</remarks>
    public ConditionGram(ActivationGram gram, ConditionRows rows, CancellationToken token)
    {
        StimulusId = rows.Condition;
        UnitCount = gram.Shape.UnitCount;
        int[][] members = [.. rows.Rows.Select(list => list.Select(member => member.Row).ToArray())];
        _mean = [.. members.Select(list => list.Average(row => gram.PatternMean[row]))];
        int n = members.Length;
        double[] centred = new double[checked((long)n * (n + 1) / 2)];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = token }, i =>
        {
            for (int j = i; j < n; j++)
            {
                double sum = 0;
                foreach (int a in members[i])
                {
                    foreach (int b in members[j])
                    {
                        sum += gram.CentredProduct(a, b);
                    }
                }

                centred[GramValues.Index(i, j, n)] = sum / ((double)members[i].Length * members[j].Length);
            }
        });
        _centred = centred;
    }

    public IReadOnlyList<string> StimulusId { get; }

    public IReadOnlyList<double> PatternMean => _mean;

    public int UnitCount { get; }

    public double CentredProduct(int row, int column) =>
        _centred[GramValues.Index(Math.Min(row, column), Math.Max(row, column), StimulusId.Count)];
}
