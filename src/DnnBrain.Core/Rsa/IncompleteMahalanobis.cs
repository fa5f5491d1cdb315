using DnnBrain.Activations;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa;

/// <summary>
/// Mahalanobis distances of patterns that lack units, with noise that mixes units: of each pair (x − y) N (x − y)ᵀ/q over the q units that
/// both have, N the inverse of the covariance of these q units (not a part of the inverse of all: the noise of a unit that is missing tells
/// nothing).
/// </summary>
/// <remarks>
/// Pairs that share exactly the same units are whitened together: a factorization of q³ and the products of their rows for each set of
/// shared units. With k different patterns of missing units there are up to k (k + 1)/2 such sets.
/// </remarks>
internal static class IncompleteMahalanobis
{
    /// <summary>The condensed distances; NaN where a pair shares no unit.</summary>
    /// <param name="patterns">The patterns, not whitened.</param>
    /// <param name="noise">The noise of all units.</param>
    /// <param name="options">Dissimilarity and memory.</param>
    /// <param name="observer">Told how many sets of units are done.</param>
    /// <param name="token">Stops between two patterns or sets.</param>
    /// <param name="incomplete">The 0-based patterns that lack a unit.</param>
    public static double[] Compute(
        IPatternSet patterns, NoiseCovariance noise, RdmOptions options, IRunObserver observer, CancellationToken token, out int[] incomplete)
    {
        var metric = (GramMetric)options.Metric;
        int n = patterns.StimulusId.Count;
        bool[][] present = [.. Enumerable.Range(0, n).Select(row => Present(patterns, row, token))];
        incomplete = [.. Enumerable.Range(0, n).Where(row => present[row].Contains(false))];
        var missing = new MissingUnits(present);
        double[] distance = new double[(long)n * (n - 1) / 2];
        Array.Fill(distance, double.NaN);
        for (int set = 0; set < missing.UnitSets.Count; set++)
        {
            token.ThrowIfCancellationRequested();
            int[] units = missing.UnitSets[set];
            int[] rows = missing.RowsOf(set);
            int current = set;
            if (units.Length > 0 && rows.Length > 0)
            {
                var whitened = new WhitenedPatterns(new SelectedPatterns(patterns, rows, units), noise.Of(units));
                Fill(whitened, metric, options, Store, token);
            }

            void Store(int i, int j, double value)
            {
                if (missing.SharedBy(rows[i], rows[j]) == current)
                {
                    distance[Rdm.PairIndex(rows[i], rows[j], n)] = value;
                }
            }

            observer.Report(new RunProgress($"Units that pairs of {patterns.Name} share", set + 1, missing.UnitSets.Count, "sets of units"));
        }

        return distance;
    }

    private static bool[] Present(IPatternSet patterns, int row, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        double[] values = new double[patterns.UnitCount];
        patterns.Read(row, 1, values.AsSpan());
        return [.. values.Select(double.IsFinite)];
    }

    // Every pair of the rows: a few belong to another set, where both lack units that only one of them shares with the rest.
    private static void Fill(WhitenedPatterns whitened, GramMetric metric, RdmOptions options, Action<int, int, double> store, CancellationToken token)
    {
        var preparation = PatternPreparation.Create(whitened, metric, options with { MissingValue = MissingValue.Propagate }, SilentObserver.Instance, token);
        int units = whitened.UnitCount;
        GramTiles.Visit(
            whitened,
            preparation.Prepare,
            options.Memory,
            tile => Parallel.For(0, tile.Rows.Count, row =>
            {
                ReadOnlySpan<double> length = preparation.SquaredLength;
                for (int column = tile.Rows == tile.Columns ? row + 1 : 0; column < tile.Columns.Count; column++)
                {
                    (int i, int j) = (tile.Rows.First + row, tile.Columns.First + column);
                    double value = metric.FromProduct(tile[row, column], length[i], length[j]);
                    value = double.IsNaN(value) ? metric.FromPatterns(tile.Rows[row], tile.Columns[column]) : value;
                    store(i, j, metric.Normalize(value, units, units));
                }
            }),
            SilentObserver.Instance,
            token);
    }
}
