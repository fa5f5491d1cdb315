using System.Runtime.InteropServices;

namespace DnnBrain.Statistics.Inference;

/// <summary>
/// Bootstrap over stimuli, over subjects, or over both: how would the values come out with other stimuli, other people, or both?
/// </summary>
/// <remarks>
/// A draw is whole-number weights of stimuli and subjects (<see cref="IWeightedStatistic"/>), so all values are evaluated under the same draws and the
/// variance of a difference includes its covariance. For both factors every draw is evaluated three times: both drawn, stimuli alone and subjects
/// alone; together these give the two-factor variance (<see cref="TwoFactorVariance"/>).
/// Efron 1979, Annals of Statistics 7, 1–26; Schütt, Kipnis, Diedrichsen, Kriegeskorte 2023, https://doi.org/10.7554/eLife.82566.
/// </remarks>
public static class Bootstrap
{
    private const int FewestSubjects = 2;
    private const int ProbeCount = 2;

    // Samples of subjects whose jackknives over stimuli are averaged.
    private const int JackknifeSamples = 30;

    /// <summary>Runs the bootstrap.</summary>
    /// <param name="statistic">The values.</param>
    /// <param name="options">What is drawn, how often, seed, threads.</param>
    /// <param name="observer">Told how far the bootstrap is.</param>
    /// <param name="token">Stops the bootstrap.</param>
    /// <returns>The draws, at 8 bytes a draw, value and repetition, three times that for both factors.</returns>
    /// <exception cref="DnnBrainException">
    /// An option cannot be used (<see cref="BootstrapOptions.Validate"/>); subjects are to be drawn and there is one (<c>SubjectTooFew</c>), stimuli and
    /// there are too few (<c>StimulusTooFew</c>); the checkpoint is of another run (<c>CheckpointMismatch</c>); the memory is too small for the draws and one
    /// thread (<c>MemoryTooSmall</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BootstrapResult Run(IWeightedStatistic statistic, BootstrapOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        ThrowIfTooFew(statistic, options.Factor);
        options = Fit(statistic, options);
        var run = new DrawStore(statistic, options);
        new DrawLoop("Bootstrap", options.Count, options.MaxThreads, options.Checkpoint).Run(
            () => new Worker(statistic, options),
            (worker, draw) => worker.Evaluate(draw, run),
            _ => { },
            run,
            options.Factor switch
            {
                BootstrapFactor.Stimulus => "Drawing stimuli",
                BootstrapFactor.Subject => "Drawing subjects",
                _ => "Drawing stimuli and subjects",
            },
            "draws",
            observer,
            token);
        return new BootstrapResult(
            options.Factor, statistic.StimulusCount, statistic.SubjectCount, statistic.RepetitionCount, statistic.IsPairwise, run.Observed, run.Sets, (ofSubjects, weight) => Reweigh(statistic.Reweighed, options, ofSubjects, weight))
        {
            FirstPooledValue = statistic.FirstPooledValue,
            HasFolds = statistic.HasFolds,
        };
    }

    private static void ThrowIfTooFew(IWeightedStatistic statistic, BootstrapFactor factor)
    {
        if (factor == BootstrapFactor.None)
        {
            throw new ArgumentException("A bootstrap draws stimuli, subjects or both.", nameof(factor));
        }

        if (factor != BootstrapFactor.Stimulus && statistic.SubjectCount < FewestSubjects)
        {
            throw new DnnBrainException(
                "SubjectTooFew",
                ErrorKind.InvalidData,
                $"There is {statistic.SubjectCount} subject, and a bootstrap over subjects needs at least {FewestSubjects}. A bootstrap over stimuli does with one (-Bootstrap Stimulus).",
                statistic.SubjectCount);
        }

        // A sample must be able to vary: with as many as are needed, all draws would be alike.
        if (factor != BootstrapFactor.Subject && statistic.StimulusCount <= statistic.FewestStimuli)
        {
            throw new DnnBrainException(
                "StimulusTooFew",
                ErrorKind.InvalidData,
                $"There are {statistic.StimulusCount} stimuli, and a bootstrap over stimuli needs at least {statistic.FewestStimuli + 1}.",
                statistic.StimulusCount);
        }
    }

    // Draws and the jackknife's values are kept, and written to the checkpoint from a copy; what is left is for threads.
    private static BootstrapOptions Fit(IWeightedStatistic statistic, BootstrapOptions options)
    {
        long width = sizeof(double) * (long)statistic.RepetitionCount * statistic.ValueCount;
        int units = options.Factor == BootstrapFactor.Subject ? statistic.SubjectCount : statistic.StimulusCount;
        int samples = JackknifeSampleCount(statistic, options);
        long draws = (long)options.Count * SetCount(options.Factor) * width;
        MemoryLimit memory = options.Memory
            .Hold(statistic.HeldBytes)
            .Hold((options.Checkpoint is null ? draws : 2 * draws) + (sizeof(double) * 2L * samples * units * statistic.ValueCount));
        long weights = 4 * sizeof(int) * ((long)statistic.StimulusCount + (samples * (long)statistic.SubjectCount));
        long evaluators = options.Factor == BootstrapFactor.Both ? 2 * statistic.EvaluatorBytes : statistic.EvaluatorBytes;
        long reweighed = sizeof(double) * (long)samples * statistic.Reweighed.RepetitionCount * statistic.ValueCount;
        return options with { MaxThreads = memory.Threads(evaluators + weights + width + reweighed, options.MaxThreads) };
    }

    private static int SetCount(BootstrapFactor factor) => factor == BootstrapFactor.Both ? 3 : 1;

    // What single stimuli have under drawn subjects is of no use where it cannot be told from folds.
    private static int JackknifeSampleCount(IWeightedStatistic statistic, BootstrapOptions options) =>
        options.Factor == BootstrapFactor.Both && !statistic.HasFolds ? 1 + Math.Min(options.Count, JackknifeSamples) : 1;

    // The values without each unit in turn, or with it twice, sample of subjects × unit × value; what bends the intervals of BCa and what pairs of stimuli or
    // subjects need. The first sample is everybody; where stimuli are weighed and both factors drawn, samples as drawn follow.
    private static double[][][] Reweigh(IWeightedStatistic statistic, BootstrapOptions options, bool ofSubjects, int weight)
    {
        int units = ofSubjects ? statistic.SubjectCount : statistic.StimulusCount;
        int people = statistic.SubjectCount;
        int samples = ofSubjects ? 1 : JackknifeSampleCount(statistic, options);
        int[] subjects = Ones(samples * people);
        for (int sample = 1; sample < samples; sample++)
        {
            BootstrapWeights.Draw(options.Seed, RandomPurpose.BootstrapSubject, sample - 1, 1, subjects.AsSpan(sample * people, people));
        }

        double[][][] values = [.. Enumerable.Range(0, samples).Select(_ => new double[units][])];
        int width = statistic.RepetitionCount * statistic.ValueCount;
        Parallel.For(
            0,
            units,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads },
            statistic.CreateEvaluator,
            (unit, _, evaluator) =>
            {
                int[] stimuli = Ones(statistic.StimulusCount);
                int[] others = [.. subjects];
                (ofSubjects ? others : stimuli)[unit] = weight;
                double[] repeated = new double[samples * width];
                evaluator.Evaluate(-2 - unit, stimuli, others, repeated);
                for (int sample = 0; sample < samples; sample++)
                {
                    values[sample][unit] = BootstrapResult.MeanOverRepetitions(repeated.AsSpan(sample * width, width), statistic.ValueCount);
                }

                return evaluator;
            },
            _ => { });
        return values;
    }

    private static int[] Ones(int count)
    {
        int[] ones = new int[count];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The values of all draws; every draw has a place of its own, so that threads need no order.</summary>
    private sealed class DrawStore : DrawLoop.IState
    {
        private readonly int _width;

        public DrawStore(IWeightedStatistic statistic, BootstrapOptions options)
        {
            _width = statistic.RepetitionCount * statistic.ValueCount;
            Sets = [.. Enumerable.Range(0, SetCount(options.Factor)).Select(_ => new double[checked(options.Count * _width)])];
            double[] observed = new double[_width];
            statistic.CreateEvaluator().Evaluate(-1, Ones(statistic.StimulusCount), Ones(statistic.SubjectCount), observed);
            Observed = BootstrapResult.MeanOverRepetitions(observed, statistic.ValueCount);
            Fingerprint = options.Checkpoint is null ? [] : Probe(statistic, options);
        }

        public double[] Observed { get; }

        public double[][] Sets { get; }

        public byte[] Fingerprint { get; }

        public Span<double> Place(int set, long draw) => Sets[set].AsSpan((int)draw * _width, _width);

        public byte[] Write(long done)
        {
            int length = (int)done * _width * sizeof(double);
            byte[] state = new byte[checked(length * Sets.Length)];
            for (int set = 0; set < Sets.Length; set++)
            {
                MemoryMarshal.AsBytes(Sets[set].AsSpan(0, (int)done * _width)).CopyTo(state.AsSpan(set * length));
            }

            return state;
        }

        public void Read(long done, ReadOnlySpan<byte> state)
        {
            int length = (int)done * _width * sizeof(double);
            ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, length * Sets.Length);
            for (int set = 0; set < Sets.Length; set++)
            {
                state.Slice(set * length, length).CopyTo(MemoryMarshal.AsBytes(Sets[set].AsSpan()));
            }
        }

        private byte[] Probe(IWeightedStatistic statistic, BootstrapOptions options)
        {
            var worker = new Worker(statistic, options);
            for (int draw = 0; draw < ProbeCount; draw++)
            {
                worker.Evaluate(draw, this);
            }

            double[][] values = [Observed, .. Sets.Select(set => set.AsSpan(0, ProbeCount * _width).ToArray())];
            return Inference.Fingerprint.Of(
                ["Bootstrap", options.Factor, options.Seed, options.Count, statistic.StimulusCount, statistic.SubjectCount, _width], values);
        }
    }

    /// <summary>What one thread draws and evaluates with.</summary>
    private sealed class Worker(IWeightedStatistic statistic, BootstrapOptions options)
    {
        private readonly IWeightedStatisticEvaluator? _evaluator = options.Factor == BootstrapFactor.Subject ? null : statistic.CreateEvaluator();

        // One of its own for all stimuli: it finds the stimuli as it left them.
        private readonly IWeightedStatisticEvaluator? _ofAllStimuli = options.Factor == BootstrapFactor.Stimulus ? null : statistic.CreateEvaluator();
        private readonly int[] _stimuli = new int[statistic.StimulusCount];
        private readonly int[] _allStimuli = Ones(statistic.StimulusCount);

        // Drawn subjects, then all of them: for both factors the two samples share all work on stimuli.
        private readonly int[] _subjects = [.. new int[statistic.SubjectCount], .. Ones(statistic.SubjectCount)];
        private readonly double[] _values = new double[2 * statistic.RepetitionCount * statistic.ValueCount];

        public void Evaluate(long draw, DrawStore store)
        {
            int subjects = statistic.SubjectCount;
            if (options.Factor != BootstrapFactor.Subject)
            {
                BootstrapWeights.Draw(options.Seed, RandomPurpose.BootstrapStimulus, draw, statistic.FewestStimuli, _stimuli);
            }

            if (options.Factor != BootstrapFactor.Stimulus)
            {
                BootstrapWeights.Draw(options.Seed, RandomPurpose.BootstrapSubject, draw, 1, _subjects.AsSpan(0, subjects));
            }

            switch (options.Factor)
            {
                case BootstrapFactor.Stimulus:
                    _evaluator!.Evaluate(draw, _stimuli, _subjects.AsSpan(subjects), store.Place(0, draw));
                    break;
                case BootstrapFactor.Subject:
                    _ofAllStimuli!.Evaluate(draw, _allStimuli, _subjects.AsSpan(0, subjects), store.Place(0, draw));
                    break;
                default:
                    _evaluator!.Evaluate(draw, _stimuli, _subjects, _values);
                    _values.AsSpan(0, _values.Length / 2).CopyTo(store.Place(0, draw));
                    _values.AsSpan(_values.Length / 2).CopyTo(store.Place(2, draw));
                    _ofAllStimuli!.Evaluate(draw, _allStimuli, _subjects.AsSpan(0, subjects), store.Place(1, draw));
                    break;
            }
        }
    }
}
