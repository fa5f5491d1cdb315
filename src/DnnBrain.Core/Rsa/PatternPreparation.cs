using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa;

/// <summary>Brings patterns into the form that a metric compares, and keeps which of them have none.</summary>
internal sealed class PatternPreparation
{
    private readonly RdmOptions _options;
    private readonly double[]? _shift;
    private readonly double[]? _scale;
    private readonly double[] _squaredLength;
    private readonly bool[] _notFinite;

    private PatternPreparation(PatternMetric metric, RdmOptions options, int stimulusCount, double[]? shift, double[]? scale)
    {
        Metric = metric;
        _options = options;
        _shift = shift;
        _scale = scale;
        _squaredLength = new double[stimulusCount];
        _notFinite = new bool[stimulusCount];
    }

    /// <summary>The metric that the patterns are prepared for.</summary>
    public PatternMetric Metric { get; }

    /// <summary>What a finite pattern without a dissimilarity is, for the warning.</summary>
    public string UndefinedPattern => _options.ZScore == ZScoring.Stimulus ? "constant" : Metric.UndefinedPattern ?? "";

    /// <summary>The squared length of each prepared pattern; NaN for one without a dissimilarity, and for one with missing units.</summary>
    public ReadOnlySpan<double> SquaredLength => _squaredLength;

    /// <summary>Patterns that hold a NaN or an infinity.</summary>
    public IEnumerable<int> NotFinite => Enumerable.Range(0, _notFinite.Length).Where(i => _notFinite[i]);

    /// <summary>Patterns that are finite and have no dissimilarity all the same: constant ones.</summary>
    public IEnumerable<int> Undefined => Enumerable.Range(0, _notFinite.Length).Where(i => !_notFinite[i] && double.IsNaN(_squaredLength[i]));

    private bool SkipsMissing => _options.MissingValue == MissingValue.PairwiseComplete;

    /// <summary>Reads the patterns once beforehand where units have to be known over all stimuli.</summary>
    public static PatternPreparation Create(IPatternSet patterns, PatternMetric metric, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        bool scalesUnits = options.ZScore == ZScoring.Unit || metric.StandardizesUnits;

        // A common offset of the units would cost the digits of |x|² + |y|² − 2 x·y.
        bool shiftsUnits = scalesUnits || (metric.IsTranslationInvariant && options.ZScore == ZScoring.None);
        int n = patterns.StimulusId.Count;
        if (!shiftsUnits)
        {
            return new PatternPreparation(metric, options, n, null, null);
        }

        var first = new PatternPreparation(metric, options, n, null, null);
        UnitStatistics units = UnitStatistics.Compute(
            patterns, observer, token, prepare: (_, pattern) => first.PrepareByItself(pattern), skipMissing: first.SkipsMissing);
        double[]? scale = scalesUnits ? units.InverseDeviation(metric.StandardizesUnits ? 1 : 0) : null;
        if (scale is not null && scale.Count(factor => factor == 0) is > 0 and int constant)
        {
            observer.Verbose($"{constant:N0} of {scale.Length:N0} units of {patterns.Name} are the same to all stimuli; z-scored they are 0.");
        }

        return new PatternPreparation(metric, options, n, scalesUnits ? units.Mean : units.RoundedMean(), scale);
    }

    /// <summary>Prepares one pattern in place.</summary>
    public void Prepare(int stimulus, Span<double> pattern)
    {
        _notFinite[stimulus] = !double.IsFinite(TensorPrimitives.Sum<double>(pattern));
        if ((_notFinite[stimulus] && !SkipsMissing) || !PrepareByItself(pattern))
        {
            pattern.Fill(double.NaN);
            _squaredLength[stimulus] = double.NaN;
            return;
        }

        if (_shift is not null)
        {
            TensorPrimitives.Subtract(pattern, _shift, pattern);
        }

        if (_scale is not null)
        {
            TensorPrimitives.Multiply(pattern, _scale, pattern);
        }

        _squaredLength[stimulus] = _notFinite[stimulus] ? double.NaN : Metric.Prepare(pattern);
    }

    // What a pattern needs of itself alone; false where it is constant and cannot be z-scored.
    private bool PrepareByItself(Span<double> pattern)
    {
        bool usable = _options.ZScore != ZScoring.Stimulus || (SkipsMissing ? ToZScoresOfFinite(pattern) : Standardization.ToZScores(pattern, pattern));
        Metric.Transform(pattern, _options);
        return usable;
    }

    private static bool ToZScoresOfFinite(Span<double> pattern)
    {
        double[] present = [.. pattern.ToArray().Where(double.IsFinite)];
        bool varies = Standardization.ToZScores(present, present);
        int k = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            pattern[i] = double.IsFinite(pattern[i]) ? present[k++] : double.NaN;
        }

        return varies;
    }
}
