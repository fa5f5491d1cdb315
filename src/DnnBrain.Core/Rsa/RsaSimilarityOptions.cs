using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa;

/// <summary>What inferences on the similarity of RDMs have in common: the similarity, nuisances, a covariance of errors.</summary>
public abstract record RsaSimilarityOptions : RsaInferenceOptions
{
    /// <summary>The similarity, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>RDMs whose share in the relation is taken out; none by default. For Pearson and Spearman.</summary>
    public IReadOnlyList<Rdm> Nuisance { get; init; } = [];

    /// <summary>Take nuisances out of models only, not of references: a share of the reference's whole variance.</summary>
    public bool Semipartial { get; init; }

    /// <summary>
    /// n × n covariance of measurement errors between stimuli, in the order of the first model RDM's stimuli; null, the default, for errors that
    /// are independent and equally large. For whitened methods and <see cref="RdmComparisonMethod.NegativeRiemannian"/>.
    /// </summary>
    public double[,]? StimulusCovariance { get; init; }

    internal SimilaritySetup Setup => new(Method, Nuisance, Semipartial, StimulusCovariance);

    /// <summary>Throws where options of the similarity, the tests and the intervals do not go together.</summary>
    internal void ValidateSimilarity()
    {
        ValidateInference();
        Setup.Validate();
        Setup.ValidateBootstrap(Bootstrap, IntervalMethod);
    }

    /// <inheritdoc/>
    internal override void Describe(IDictionary<string, string> parameters)
    {
        base.Describe(parameters);
        Setup.Describe(parameters);
    }

    /// <summary>Adds what results without tests say about how they were made.</summary>
    internal void DescribeSimilarity(IDictionary<string, string> parameters)
    {
        parameters["AlignBy"] = AlignBy.ToString();
        Setup.Describe(parameters);
    }
}
