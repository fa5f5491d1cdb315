using System.Collections.Concurrent;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Statistics.Clusters;

/// <summary>Sign-flip test over subjects of one or several maps, whose scores take the neighbours of a cell into account.</summary>
internal static class MapTest
{
    // Of a cell, for all threads: moments, results, and up to 26 neighbours.
    private const int CellBytes = (5 * sizeof(double)) + (28 * sizeof(int));

    // Of a cell, while it is scored: three arrays of its t, seven of the parts that clusters are joined from, and what sorts it.
    private const int ScratchBytes = (3 * sizeof(double)) + (2 * sizeof(double)) + (5 * sizeof(int)) + (4 * sizeof(double));

    /// <summary>Runs the test.</summary>
    /// <param name="values">
    /// Cell × subject, one map after another. NaN where a cell has no value of a subject; its mean and t are over the subjects it has.
    /// </param>
    /// <param name="graphs">Which cells lie side by side, one graph a map; their counts add up to the cells.</param>
    /// <param name="statistic">What the score of a cell is.</param>
    /// <param name="options">Number of flips, seed, side, correction, threads.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test.</param>
    /// <param name="flipped">
    /// The values that come about when subjects' data are flipped, for values that are made of several subjects; null where a flipped
    /// subject's value is the value with the other sign. For signs of +1 it gives <paramref name="values"/>. Called by several threads at
    /// once.
    /// </param>
    /// <remarks>
    /// A subject's values are flipped in all cells of all maps together. The score of a negative t is that of the negated map with a minus; with
    /// <see cref="Alternative.Greater"/> it is 0. Nichols, Holmes 2002, https://doi.org/10.1002/hbm.1058.
    /// </remarks>
    public static MapTestResult Run(
        double[,] values,
        IReadOnlyList<NeighborGraph> graphs,
        MapStatisticOptions statistic,
        InferenceOptions options,
        IRunObserver observer,
        CancellationToken token,
        Func<int[], double[,]>? flipped = null)
    {
        statistic.Validate();
        int cells = values.GetLength(0);
        options = options with { Memory = options.Memory.Hold((sizeof(double) * values.LongLength) + (CellBytes * (long)cells)) };
        var moments = new Moments(values);
        double threshold = statistic.Statistic == MapStatistic.ClusterMass ? Threshold(values.GetLength(1), statistic, options.Alternative) : double.NaN;
        Scratch CreateScratch() => new(cells, [.. graphs.Select(graph => CellScore.Create(graph, statistic, threshold))], graphs);
        bool bothSides = options.Alternative == Alternative.TwoSided;
        ResamplingResult test = flipped is null
            ? Flip(values, moments, CreateScratch, $"Map{statistic.Statistic}", options, observer, token)
            : SignFlipTest.Run(
                $"Map{statistic.Statistic}OfFlipped",
                values.GetLength(1),
                cells,
                SignFlipTest.Tolerance(values),
                () =>
                {
                    Scratch scratch = CreateScratch();
                    return (signs, scores) =>
                    {
                        var ofSigns = new Moments(flipped(signs));
                        ofSigns.ToT(ofSigns.Mean, scratch.T);
                        scratch.Score(bothSides, scores);
                    };
                },
                heldBytes: 0,
                ((ScratchBytes + CellBytes) * (long)cells) + (2 * sizeof(double) * values.LongLength),
                options,
                observer,
                token);
        double[] t = new double[cells];
        moments.ToT(moments.Mean, t);
        return new MapTestResult(moments.Mean, t, threshold, test);
    }

    private static ResamplingResult Flip(
        double[,] values, Moments moments, Func<Scratch> createScratch, string part, InferenceOptions options, IRunObserver observer, CancellationToken token)
    {
        var idle = new ConcurrentBag<Scratch>();
        return SignFlipTest.Run(
            part,
            values,
            (_, means) =>
            {
                Scratch scratch = idle.TryTake(out Scratch? used) ? used : createScratch();
                moments.ToT(means, scratch.T);
                scratch.Score(options.Alternative == Alternative.TwoSided, means);
                idle.Add(scratch);
            },
            ScratchBytes * (long)values.GetLength(0),
            options,
            observer,
            token);
    }

    /// <summary>The t that is as improbable as clusters ask for.</summary>
    public static double Threshold(int subjects, MapStatisticOptions statistic, Alternative alternative) =>
        subjects < 2 ? double.NaN : StudentDistribution.Quantile(1 - (alternative == Alternative.TwoSided ? statistic.ClusterFormingPValue / 2 : statistic.ClusterFormingPValue), subjects - 1);

    // Flips leave Σx² as it is, so that t under a flip follows from its mean.
    private sealed class Moments
    {
        private readonly double[] _squares;
        private readonly int[] _count;

        public Moments(double[,] values)
        {
            int cells = values.GetLength(0);
            Mean = new double[cells];
            _squares = new double[cells];
            _count = new int[cells];
            for (int cell = 0; cell < cells; cell++)
            {
                for (int subject = 0; subject < values.GetLength(1); subject++)
                {
                    double value = values[cell, subject];
                    if (!double.IsNaN(value))
                    {
                        Mean[cell] += value;
                        _squares[cell] += value * value;
                        _count[cell]++;
                    }
                }

                Mean[cell] = _count[cell] < 2 ? double.NaN : Mean[cell] / _count[cell];
            }
        }

        public double[] Mean { get; }

        public void ToT(ReadOnlySpan<double> means, Span<double> t)
        {
            for (int cell = 0; cell < t.Length; cell++)
            {
                double mean = means[cell];
                int count = _count[cell];
                double variance = (_squares[cell] - (count * mean * mean)) / (count - 1);

                // What rounding leaves of values that are all alike is no variance.
                t[cell] = variance > 1e-14 * _squares[cell] ? mean / Math.Sqrt(variance / count) : double.NaN;
            }
        }
    }

    private sealed class Scratch(int cells, CellScore[] scores, IReadOnlyList<NeighborGraph> graphs)
    {
        private readonly double[] _negated = new double[cells];
        private readonly double[] _negative = new double[cells];

        public double[] T { get; } = new double[cells];

        public void Score(bool bothSides, Span<double> destination)
        {
            for (int map = 0, first = 0; map < scores.Length; first += graphs[map].Count, map++)
            {
                int count = graphs[map].Count;
                scores[map].Positive(T.AsSpan(first, count), destination.Slice(first, count));
                if (bothSides)
                {
                    System.Numerics.Tensors.TensorPrimitives.Negate<double>(T.AsSpan(first, count), _negated.AsSpan(first, count));
                    scores[map].Positive(_negated.AsSpan(first, count), _negative.AsSpan(first, count));
                }
            }

            for (int cell = 0; cell < cells; cell++)
            {
                destination[cell] = double.IsNaN(T[cell]) ? double.NaN : destination[cell] - (bothSides ? _negative[cell] : 0);
            }
        }
    }
}
