using DnnBrain.Activations;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// Sums of products of measurements from different runs, and their numbers: with S the sum of a condition's measurements in a run and T
/// that in all runs, the sum over pairs from different runs is T(i)·T(j) − Σ S(i)·S(j), and for the numbers alike.
/// </summary>
internal sealed class CrossvalidatedKernel(int conditions, int units)
{
    private readonly double[] _sum = new double[(long)conditions * (conditions - 1) / 2];
    private readonly double[] _count = new double[(long)conditions * (conditions - 1) / 2];
    private readonly double[] _ownSum = new double[conditions];
    private readonly double[] _ownCount = new double[conditions];

    /// <summary>Adds all pairs of different runs among those of the sums.</summary>
    public void Add(RunSums sums, NoiseCovariance? noise, MemoryLimit memory, IRunObserver observer, CancellationToken token)
    {
        int[,] counts = sums.CountByRun();
        PatternTiles.Visit(
            noise is null ? sums : new WhitenedPatterns(sums, noise),
            (_, _) => { },
            memory,

            // Sums over runs of both blocks; products of sums and of runs, their difference, and the copy of it.
            new TileWork(2e9, PairBytes: 4 * sizeof(double), RowBytes: 2L * sizeof(double) * units),
            (a, b) => Add(a, b, Products(a, b, sums.RunCount), counts),
            observer,
            token);
    }

    /// <summary>K(i, i) + K(j, j) − 2 K(i, j) over the number of units, condensed.</summary>
    public double[] ToDistance()
    {
        double[] distance = new double[_sum.Length];
        for (int i = 0, pair = 0; i < conditions; i++)
        {
            for (int j = i + 1; j < conditions; j++, pair++)
            {
                // No pair of runs: 0/0 is NaN, as it should be.
                distance[pair] = ((_ownSum[i] / _ownCount[i]) + (_ownSum[j] / _ownCount[j]) - (2 * _sum[pair] / _count[pair])) / units;
            }
        }

        return distance;
    }

    private double[] Products(PatternBlock rows, PatternBlock columns, int runs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = from_memory<double>(rows.Values, [rows.Count, runs, units]);
        Tensor y = from_memory<double>(columns.Values, [columns.Count, runs, units]);
        Tensor all = x.sum([1]).matmul(y.sum([1]).t());
        Tensor same = x.reshape([rows.Count, (long)runs * units]).matmul(y.reshape([columns.Count, (long)runs * units]).t());
        return all.sub(same).contiguous().ToArray<double>();
    }

    private void Add(PatternBlock rows, PatternBlock columns, double[] products, int[,] counts) =>
        Parallel.For(0, rows.Count, row =>
        {
            int i = rows.First + row;
            for (int column = rows == columns ? row : 0; column < columns.Count; column++)
            {
                int j = columns.First + column;
                double product = products[(row * columns.Count) + column];
                double count = PairsOfRuns(counts, i, j);
                if (count == 0)
                {
                    // 0 but for rounding, or NaN from a measurement that has nothing to meet.
                    continue;
                }

                if (i == j)
                {
                    _ownSum[i] += product;
                    _ownCount[i] += count;
                }
                else
                {
                    int pair = Rdm.PairIndex(i, j, conditions);
                    _sum[pair] += product;
                    _count[pair] += count;
                }
            }
        });

    /// <summary>The number of pairs of measurements of two conditions that come from different runs.</summary>
    public static double PairsOfRuns(int[,] counts, int i, int j)
    {
        double totalI = 0;
        double totalJ = 0;
        double same = 0;
        for (int run = 0; run < counts.GetLength(1); run++)
        {
            totalI += counts[i, run];
            totalJ += counts[j, run];
            same += (double)counts[i, run] * counts[j, run];
        }

        return (totalI * totalJ) - same;
    }
}
