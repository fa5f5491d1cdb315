using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// The cross-validated squared Euclidean distance divided by the number of units, from products of measurements:
/// <see cref="CrossnobisRdm"/> without noise, whose kernel K(i, j) is the mean product of all measurements of i and j that come from
/// different runs.
/// </summary>
/// <remarks>
/// The mean pattern of all measurements is taken off the products by their own row means (double centring), as there off the patterns. Where it is
/// much longer than what differs, that costs digits: values are right to 1e-13 of the largest squared length. O(n²).
/// </remarks>
internal static class GramCrossnobis
{
    /// <summary>The condensed dissimilarities of the conditions; signed.</summary>
    public static double[] Compute(ActivationGram gram, ConditionRows rows, CancellationToken token)
    {
        (int Row, int Run)[] used = [.. rows.Rows.SelectMany(list => list)];
        int[] finite = [.. used.Select(m => m.Row).Where(row => double.IsFinite(gram.PatternMean[row]))];
        int units = gram.Shape.UnitCount;
        double offset = finite.Length == 0 ? 0 : finite.Average(row => gram.PatternMean[row]);
        Dictionary<int, double> rowMean = used.Select(m => m.Row).ToDictionary(row => row, _ => 0.0);
        double[] means = new double[used.Length];
        Parallel.For(0, used.Length, new ParallelOptions { CancellationToken = token }, i => means[i] = finite.Sum(b => Raw(used[i].Row, b)) / finite.Length);
        for (int i = 0; i < used.Length; i++)
        {
            rowMean[used[i].Row] = means[i];
        }

        double grand = finite.Length == 0 ? 0 : finite.Average(row => rowMean[row]);
        int n = rows.Condition.Length;
        double[] own = new double[n];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = token }, i => own[i] = Kernel(i, i));
        double[] distance = new double[(long)n * (n - 1) / 2];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = token }, i =>
        {
            for (int j = i + 1; j < n; j++)
            {
                distance[Rdm.PairIndex(i, j, n)] = (own[i] + own[j] - (2 * Kernel(i, j))) / units;
            }
        });
        return distance;

        double Raw(int a, int b) => gram.CentredProduct(a, b) + (units * (gram.PatternMean[a] - offset) * (gram.PatternMean[b] - offset));

        // 0/0 is NaN: conditions that never met in different runs have none.
        double Kernel(int i, int j)
        {
            double sum = 0;
            double count = 0;
            foreach ((int a, int runOfA) in rows.Rows[i])
            {
                foreach ((int b, int runOfB) in rows.Rows[j])
                {
                    if (runOfA != runOfB)
                    {
                        sum += Raw(a, b) - rowMean[a] - rowMean[b] + grand;
                        count++;
                    }
                }
            }

            return sum / count;
        }
    }
}
