using DnnBrain.Activations;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>Crossnobis where units are missing from some measurements: unit by unit, and the mean over the units that a pair has.</summary>
/// <remarks>
/// A unit is there for a pair where both conditions have it in at least two runs, and each in a run in which it meets the other. O(n² R p).
/// </remarks>
internal static class IncompleteCrossnobis
{
    private static readonly TileWork s_work = new(2e7);

    /// <summary>The condensed dissimilarities.</summary>
    /// <param name="sums">Sums with numbers of measurements.</param>
    /// <param name="units">p.</param>
    /// <param name="noise">Diagonal noise; null for none.</param>
    /// <param name="options">The memory.</param>
    /// <param name="observer">Told how many pairs are done.</param>
    /// <param name="token">Stops between two tiles.</param>
    public static double[] Compute(RunSums sums, int units, NoiseCovariance? noise, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        int n = sums.StimulusId.Count;
        int runs = sums.RunCount;
        double[] distance = new double[(long)n * (n - 1) / 2];
        double[]? factor = noise?.WhiteningFactor;
        PatternTiles.Visit(
            sums,
            (_, _) => { },
            options.Memory,
            s_work,
            (rows, columns) => Parallel.For(0, rows.Count, row =>
            {
                for (int column = rows == columns ? row + 1 : 0; column < columns.Count; column++)
                {
                    distance[Rdm.PairIndex(rows.First + row, columns.First + column, n)] = Compare(rows[row], columns[column], units, runs, factor);
                }
            }),
            observer,
            token);
        return distance;
    }

    private static double Compare(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int units, int runs, double[]? factor)
    {
        double total = 0;
        int present = 0;
        for (int unit = 0; unit < units; unit++)
        {
            double value = Product(x, x, unit, units, runs) + Product(y, y, unit, units, runs) - (2 * Product(x, y, unit, units, runs));
            if (!double.IsNaN(value))
            {
                total += factor is null ? value : value * factor[unit] * factor[unit];
                present++;
            }
        }

        return present > 0 ? total / present : double.NaN;
    }

    // The mean product over measurements of different runs; 0/0 is NaN where there are none.
    private static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int unit, int units, int runs)
    {
        double sumX = 0;
        double sumY = 0;
        double countX = 0;
        double countY = 0;
        double same = 0;
        double sameCount = 0;
        for (int run = 0; run < runs; run++)
        {
            (double sx, double sy) = (x[(run * units) + unit], y[(run * units) + unit]);
            (double cx, double cy) = (x[((runs + run) * units) + unit], y[((runs + run) * units) + unit]);
            sumX += sx;
            sumY += sy;
            countX += cx;
            countY += cy;
            same += sx * sy;
            sameCount += cx * cy;
        }

        double pairs = (countX * countY) - sameCount;
        return pairs > 0 ? ((sumX * sumY) - same) / pairs : double.NaN;
    }
}
