using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How models of a geometry are fitted and scored.</summary>
public sealed record RsaModelTestOptions
{
    /// <summary>The similarity, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>RDMs whose share is taken out of what is fitted and of predictions; none by default. For Pearson and Spearman.</summary>
    public IReadOnlyList<Rdm> Nuisance { get; init; } = [];

    /// <summary>Take nuisances out of predictions only, not of the subject they are compared with.</summary>
    public bool Semipartial { get; init; }

    /// <summary>
    /// n × n covariance of measurement errors between stimuli, in the order of the stimuli of the first model's first RDM; null, the default, for independent and equally large errors.
    /// For whitened methods and <see cref="RdmComparisonMethod.NegativeRiemannian"/>.
    /// </summary>
    public double[,]? StimulusCovariance { get; init; }

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>Number of folds over stimuli; null for 2 below 12 stimuli, 3 below 24, 4 below 40, else 5.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Number of assignments of stimuli to folds over which scores are averaged, 10 by default.</summary>
    public int RepetitionCount { get; init; } = 10;

    /// <summary>Sign flips over subjects, seed, side, correction.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>What a bootstrap draws; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    internal SimilaritySetup Setup => new(Method, Nuisance, Semipartial, StimulusCovariance);
}
