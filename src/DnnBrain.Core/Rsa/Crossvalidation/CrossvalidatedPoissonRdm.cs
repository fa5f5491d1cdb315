using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// The symmetrised Kullback-Leibler divergence of Poisson rates, leave-one-run-out: Σ(a(i) − a(j))(ln b(i) − ln b(j))/p over p units, with
/// a the mean rate in all other runs and b that in the run, each drawn towards the prior; the mean over runs.
/// </summary>
/// <remarks>
/// A run counts for a pair where both conditions were measured in it and in some other run. rsatoolbox returns the last run's value instead
/// of the mean. Units that are missing: pairs over the units that both have, run by run. O(n² R p).
/// </remarks>
internal static class CrossvalidatedPoissonRdm
{
    private static readonly TileWork s_work = new(1e8);

    /// <summary>The condensed dissimilarities of the conditions; signed.</summary>
    public static double[] Compute(IPatternSet patterns, ConditionRows rows, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        int n = rows.Condition.Length;
        int p = patterns.UnitCount;
        var sums = new RunSums(patterns, rows, [.. Enumerable.Range(0, rows.Run.Length)], center: null, counts: true);
        bool skipMissing = options.MissingValue == MissingValue.PairwiseComplete;
        int[,] measured = sums.CountByRun();
        double[] distance = new double[(long)n * (n - 1) / 2];
        PatternTiles.Visit(
            sums,
            (condition, values) => ToRates(condition, values, p, measured, options.PoissonPrior, skipMissing),
            options.Memory,
            s_work,
            (a, b) => Parallel.For(0, a.Count, row =>
            {
                for (int column = a == b ? row + 1 : 0; column < b.Count; column++)
                {
                    (int i, int j) = (a.First + row, b.First + column);
                    distance[Rdm.PairIndex(i, j, n)] = Compare(i, j, a[row], b[column], p, measured, skipMissing);
                }
            }),
            observer,
            token);
        CrossvalidationWarnings.Tell(patterns.Name, rows, distance, observer);
        return distance;
    }

    // Sums and numbers become, in their places, the rates of all other runs and the logarithm of the rate in the run.
    private static void ToRates(int condition, Span<double> values, int p, int[,] measured, PoissonPrior prior, bool skipMissing)
    {
        int runs = measured.GetLength(1);
        bool hasNegative = false;
        for (int unit = 0; unit < p; unit++)
        {
            double sum = 0;
            double count = 0;
            bool missing = false;
            for (int run = 0; run < runs; run++)
            {
                double present = values[((runs + run) * p) + unit];
                sum += values[(run * p) + unit];
                count += present;
                missing |= present < measured[condition, run];
            }

            for (int run = 0; run < runs; run++)
            {
                ref double train = ref values[(run * p) + unit];
                ref double test = ref values[((runs + run) * p) + unit];
                (double runSum, double runCount) = (train, test);
                train = prior.Apply((sum - runSum) / (count - runCount));
                test = prior.Apply(runSum / runCount);
                hasNegative |= train <= 0 || test <= 0;
                test = missing && !skipMissing ? double.NaN : Math.Log(test);
            }
        }

        if (hasNegative)
        {
            values.Fill(double.NaN);
        }
    }

    private static double Compare(int i, int j, ReadOnlySpan<double> x, ReadOnlySpan<double> y, int p, int[,] measured, bool skipMissing)
    {
        int runs = measured.GetLength(1);
        double total = 0;
        int folds = 0;
        for (int run = 0; run < runs; run++)
        {
            if (!IsFold(measured, i, run) || !IsFold(measured, j, run))
            {
                continue;
            }

            double sum = 0;
            int present = 0;
            for (int unit = 0; unit < p; unit++)
            {
                (int train, int test) = ((run * p) + unit, ((runs + run) * p) + unit);
                double value = (x[train] - y[train]) * (x[test] - y[test]);
                if (!skipMissing || !double.IsNaN(value))
                {
                    sum += value;
                    present++;
                }
            }

            if (present > 0)
            {
                total += sum / present;
                folds++;
            }
        }

        return folds > 0 ? total / folds : double.NaN;
    }

    private static bool IsFold(int[,] measured, int condition, int run)
    {
        int elsewhere = 0;
        for (int other = 0; other < measured.GetLength(1); other++)
        {
            elsewhere += other == run ? 0 : measured[condition, other];
        }

        return measured[condition, run] > 0 && elsewhere > 0;
    }
}
