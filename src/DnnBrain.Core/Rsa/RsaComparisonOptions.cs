using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How RDMs are compared.</summary>
public sealed record RsaComparisonOptions
{
    /// <summary>The similarity, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>RDMs whose share in the relation is taken out; none by default. For Pearson and Spearman.</summary>
    public IReadOnlyList<Rdm> Nuisance { get; init; } = [];

    /// <summary>Take nuisances out of models only, not of references: a share of the reference's whole variance.</summary>
    public bool Semipartial { get; init; }

    /// <summary>
    /// n × n covariance of measurement errors between stimuli, in the order of the first model RDM's stimuli; null, the default, for errors that
    /// are independent and equally large. For whitened methods and <see cref="RdmComparisonMethod.NegativeRiemannian"/>.
    /// </summary>
    public double[,]? StimulusCovariance { get; init; }

    /// <summary>How p-values are made.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>How the mean over subjects is tested, by sign flips by default.</summary>
    public SubjectTest SubjectTest { get; init; } = SubjectTest.SignFlip;

    /// <summary>What a bootstrap draws for intervals and tests over other stimuli or people; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>How bootstrap intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    internal SimilaritySetup Setup => new(Method, Nuisance, Semipartial, StimulusCovariance);

    /// <summary>Throws where options do not go together.</summary>
    /// <exception cref="DnnBrainException">
    /// Nuisances with a method that knows none (<c>NuisanceNotSupported</c>), semipartial without any (<c>NuisanceMissing</c>), a covariance with a method that uses
    /// none (<c>CovarianceNotSupported</c>), a two-sided test where 0 does not mean no relation (<c>AlternativeNotSigned</c>), or an option of the
    /// tests that cannot be used; see <see cref="InferenceOptions.Validate"/>. A bootstrap over stimuli by a method to which copies mean nothing (<c>BootstrapNotSupported</c>), or one with
    /// quantiles that are no interval (<c>IntervalMethodInvalid</c>).
    /// </exception>
    public void Validate()
    {
        Inference.Validate();
        Setup.Validate();
        DnnBrain.Rsa.Inference.ComparisonBootstrap.Validate(this);
        if (Inference.Alternative == Alternative.TwoSided && !Method.IsSigned)
        {
            throw new DnnBrainException(
                "AlternativeNotSigned",
                ErrorKind.InvalidArgument,
                $"{Method} is not 0 where RDMs have no relation, so a two-sided test of it means nothing. It can be tested for similarity (Greater).",
                Method.Name);
        }
    }
}
