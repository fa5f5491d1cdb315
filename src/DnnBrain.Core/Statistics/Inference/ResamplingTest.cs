using System.Runtime.InteropServices;

namespace DnnBrain.Statistics.Inference;

/// <summary>Counts, over draws in any order and on any thread, how often a draw is as extreme as what was observed.</summary>
/// <remarks>Only whole numbers are added up across threads, so their number cannot change the result.</remarks>
internal sealed class ResamplingTest(string part, double[] observed, double tolerance, InferenceOptions options)
{
    private const int ProbeCount = 2;
    private const int SharedArrays = 5;
    private const int ThreadArrays = 4;

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
        var counts = new Counts(observed.Length, options.Checkpoint is null ? [] : Probe(drawCount, createEvaluation()));
        new DrawLoop(part, drawCount, options.MaxThreads, options.Checkpoint).Run(
            () => new Counter(this, createEvaluation()),
            (counter, draw) => counter.Count(draw),
            counter => counter.MoveTo(counts),
            counts,
            activity,
            "permutations",
            observer,
            token);
        double[] p = PValues(counts.OfCell, drawCount);
        double[] adjusted = options.Correction == Correction.Maximum ? PValues(counts.OfMaximum, drawCount) : options.Correction.Adjust(p);
        return new ResamplingResult(Array.AsReadOnly(observed), Array.AsReadOnly(p), Array.AsReadOnly(adjusted), drawCount, isExact);
    }

    /// <summary>The options with as many threads as the memory is enough for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cellCount">Number of cells.</param>
    /// <param name="heldBytes">What the statistic holds for all threads.</param>
    /// <param name="threadBytes">What one thread evaluates it with.</param>
    /// <exception cref="DnnBrainException">Not even one thread fits (<c>MemoryTooSmall</c>).</exception>
    public static InferenceOptions Fit(InferenceOptions options, int cellCount, long heldBytes, long threadBytes)
    {
        // Observed values, counts and p; for each thread thresholds, values and counts of its own.
        MemoryLimit memory = options.Memory.Hold(heldBytes + (SharedArrays * sizeof(double) * (long)cellCount));
        return options with { MaxThreads = memory.Threads(threadBytes + (ThreadArrays * sizeof(double) * (long)cellCount), options.MaxThreads) };
    }

    private byte[] Probe(long drawCount, Evaluation evaluate)
    {
        double[] values = new double[ProbeCount * observed.Length];
        for (int draw = 0; draw < ProbeCount; draw++)
        {
            evaluate(draw, values.AsSpan(draw * observed.Length, observed.Length));
        }

        return Fingerprint.Of([part, drawCount, options.Seed, options.Alternative, observed.Length], observed, values);
    }

    private double Extremeness(double statistic) => options.Alternative == Alternative.TwoSided ? Math.Abs(statistic) : statistic;

    private double[] PValues(long[] exceeded, long drawCount) =>
        [.. exceeded.Select((k, cell) => drawCount == 0 || double.IsNaN(observed[cell]) ? double.NaN : (k + 1.0) / (drawCount + 1.0))];

    private sealed class Counts(int cellCount, byte[] fingerprint) : DrawLoop.IState
    {
        public long[] OfCell { get; } = new long[cellCount];

        public long[] OfMaximum { get; } = new long[cellCount];

        public byte[] Fingerprint => fingerprint;

        public byte[] Write(long done) => [.. MemoryMarshal.AsBytes<long>(OfCell), .. MemoryMarshal.AsBytes<long>(OfMaximum)];

        public void Read(long done, ReadOnlySpan<byte> state)
        {
            int length = cellCount * sizeof(long);
            ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, 2 * length);
            state[..length].CopyTo(MemoryMarshal.AsBytes(OfCell.AsSpan()));
            state[length..].CopyTo(MemoryMarshal.AsBytes(OfMaximum.AsSpan()));
        }
    }

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

        public void MoveTo(Counts counts)
        {
            for (int cell = 0; cell < _cells.Length; cell++)
            {
                Interlocked.Add(ref counts.OfCell[cell], _exceeded[cell]);
                Interlocked.Add(ref counts.OfMaximum[cell], _exceededByMaximum[cell]);
            }

            Array.Clear(_exceeded);
            Array.Clear(_exceededByMaximum);
        }
    }

    private double[] Observed => observed;

    private double Tolerance => tolerance;
}
