using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How noise ceilings are measured.</summary>
public sealed record RsaCeilingOptions
{
    /// <summary>The similarity, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>RDMs whose share in the relation is taken out; none by default. For Pearson and Spearman.</summary>
    public IReadOnlyList<Rdm> Nuisance { get; init; } = [];

    /// <summary>Take nuisances out of pools only, not of the subject they are compared with.</summary>
    public bool Semipartial { get; init; }

    /// <summary>
    /// n × n covariance of measurement errors between stimuli, in the order of the first reference RDM's stimuli; null, the default, for
    /// independent and equally large errors. For whitened methods and <see cref="RdmComparisonMethod.NegativeRiemannian"/>.
    /// </summary>
    public double[,]? StimulusCovariance { get; init; }

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>What is drawn for the intervals: stimuli and subjects by default; none for no intervals.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <summary>How intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    internal SimilaritySetup Setup => new(Method, Nuisance, Semipartial, StimulusCovariance);
}
