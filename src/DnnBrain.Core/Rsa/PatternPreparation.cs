using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa;

/// <summary>Brings patterns into the form whose products a metric takes, and keeps which of them have none.</summary>
internal sealed class PatternPreparation
{
    private readonly bool _zScoreStimuli;
    private readonly double[]? _shift;
    private readonly double[]? _scale;
    private readonly double[] _squaredLength;
    private readonly bool[] _notFinite;

    private PatternPreparation(GramMetric metric, bool zScoreStimuli, int stimulusCount, double[]? shift, double[]? scale)
    {
        Metric = metric;
        _zScoreStimuli = zScoreStimuli;
        _shift = shift;
        _scale = scale;
        _squaredLength = new double[stimulusCount];
        _notFinite = new bool[stimulusCount];
    }

    /// <summary>The metric that the patterns are prepared for.</summary>
    public GramMetric Metric { get; }

    /// <summary>What a finite pattern without a dissimilarity is, for the warning.</summary>
    public string UndefinedPattern => _zScoreStimuli ? "constant" : Metric.UndefinedPattern ?? "";

    /// <summary>The squared length of each prepared pattern; NaN for one without a dissimilarity.</summary>
    public ReadOnlySpan<double> SquaredLength => _squaredLength;

    /// <summary>Patterns that hold a NaN or an infinity.</summary>
    public IEnumerable<int> NotFinite => Enumerable.Range(0, _notFinite.Length).Where(i => _notFinite[i]);

    /// <summary>Patterns that are finite and have no dissimilarity all the same: constant ones.</summary>
    public IEnumerable<int> Undefined => Enumerable.Range(0, _notFinite.Length).Where(i => !_notFinite[i] && double.IsNaN(_squaredLength[i]));

    /// <summary>Reads the patterns once beforehand where units have to be known over all stimuli.</summary>
    public static PatternPreparation Create(IPatternSet patterns, GramMetric metric, ZScoring zScore, IRunObserver observer, CancellationToken token)
    {
        bool scalesUnits = zScore == ZScoring.Unit;

        // A common offset of the units would cost the digits of |x|² + |y|² − 2 x·y.
        bool shiftsUnits = scalesUnits || (metric.IsTranslationInvariant && zScore == ZScoring.None);
        UnitStatistics? units = shiftsUnits ? UnitStatistics.Compute(patterns, observer, token) : null;
        double[]? scale = scalesUnits ? units!.InverseDeviation() : null;
        if (scale is not null && scale.Count(factor => factor == 0) is > 0 and int constant)
        {
            observer.Verbose($"{constant:N0} of {scale.Length:N0} units of {patterns.Name} are the same to all stimuli; z-scored they are 0.");
        }

        return new PatternPreparation(metric, zScore == ZScoring.Stimulus, patterns.StimulusId.Count, units?.Mean, scale);
    }

    /// <summary>Prepares one pattern in place.</summary>
    public void Prepare(int stimulus, Span<double> pattern)
    {
        _notFinite[stimulus] = !double.IsFinite(TensorPrimitives.Sum<double>(pattern));
        if (_notFinite[stimulus] || (_zScoreStimuli && !Standardization.ToZScores(pattern, pattern)))
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

        _squaredLength[stimulus] = Metric.Prepare(pattern);
    }
}
