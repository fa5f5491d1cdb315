namespace DnnBrain.Statistics.Inference;

/// <summary>Counts, over draws in any order and on any thread, how often a draw is as extreme as what was observed.</summary>
/// <remarks>Only whole numbers are added up across threads, so their number cannot change the result.</remarks>
internal sealed class ResamplingTest(double[] observed, double tolerance, InferenceOptions options)
{
    // Large enough that handing out blocks and reporting them costs nothing.
    private const int BlockLength = 32;

    private readonly long[] _exceeded = new long[observed.Length];
    private readonly long[] _exceededByMaximum = new long[observed.Length];

    /// <summary>Evaluates all cells for one draw.</summary>
    public delegate void Evaluation(long draw, Span<double> cells);

    /// <summary>Runs draws 0 … n−1.</summary>
    /// <param name="drawCount">The number n.</param>
    /// <param name="isExact">Whether these are all draws there are.</param>
    /// <param name="activity">The name of the work in progress reports.</param>
    /// <param name="createEvaluation">Called once a thread.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test between two draws.</param>
    public ResamplingResult Run(
        long drawCount,
        bool isExact,
        string activity,
        Func<Evaluation> createEvaluation,
        IRunObserver observer,
        CancellationToken token)
    {
        long blocks = (drawCount + BlockLength - 1) / BlockLength;
        long done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = token };
        Parallel.For(
            0L,
            blocks,
            parallel,
            () => new Counter(this, createEvaluation()),
            (block, _, counter) =>
            {
                long first = block * BlockLength;
                long end = Math.Min(first + BlockLength, drawCount);
                for (long draw = first; draw < end; draw++)
                {
                    token.ThrowIfCancellationRequested();
                    counter.Count(draw);
                }

                observer.Report(new RunProgress(activity, Interlocked.Add(ref done, end - first), drawCount, "permutations"));
                return counter;
            },
            counter => counter.AddTo(_exceeded, _exceededByMaximum));
        return new ResamplingResult(
            Array.AsReadOnly(observed),
            PValues(_exceeded, drawCount),
            PValues(_exceededByMaximum, drawCount),
            drawCount,
            isExact);
    }

    private double Extremeness(double statistic) => options.Alternative == Alternative.TwoSided ? Math.Abs(statistic) : statistic;

    private double[] PValues(long[] exceeded, long drawCount) =>
        [.. exceeded.Select((k, cell) => drawCount == 0 || double.IsNaN(observed[cell]) ? double.NaN : (k + 1.0) / (drawCount + 1.0))];

    private sealed class Counter(ResamplingTest test, Evaluation evaluate)
    {
        private readonly double[] _threshold = [.. test.Observed.Select(value => test.Extremeness(value) - test.Tolerance)];
        private readonly double[] _cells = new double[test.Observed.Length];
        private readonly long[] _exceeded = new long[test.Observed.Length];
        private readonly long[] _exceededByMaximum = new long[test.Observed.Length];

        public void Count(long draw)
        {
            evaluate(draw, _cells);
            double maximum = double.NegativeInfinity;
            for (int cell = 0; cell < _cells.Length; cell++)
            {
                double value = test.Extremeness(_cells[cell]);
                _exceeded[cell] += value >= _threshold[cell] ? 1 : 0;

                // A comparison with NaN is false: a cell without a value takes no part in the maximum.
                maximum = value > maximum ? value : maximum;
            }

            for (int cell = 0; cell < _cells.Length; cell++)
            {
                _exceededByMaximum[cell] += maximum >= _threshold[cell] ? 1 : 0;
            }
        }

        public void AddTo(long[] exceeded, long[] exceededByMaximum)
        {
            for (int cell = 0; cell < _cells.Length; cell++)
            {
                Interlocked.Add(ref exceeded[cell], _exceeded[cell]);
                Interlocked.Add(ref exceededByMaximum[cell], _exceededByMaximum[cell]);
            }
        }
    }

    private double[] Observed => observed;

    private double Tolerance => tolerance;
}
