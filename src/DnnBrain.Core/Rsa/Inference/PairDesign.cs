using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Inference;

/// <summary>What is compared under weighted samples of stimuli and subjects, and how.</summary>
/// <param name="Form">The product that makes the similarity, or the one that models are fitted in where it is no product.</param>
/// <param name="StimulusCount">Number of stimuli.</param>
/// <param name="SubjectCount">Number of subjects in all regions together.</param>
/// <param name="Present">Which pairs have a value in all RDMs; null for all.</param>
/// <param name="Regions">Reference RDMs.</param>
internal sealed record PairDesign(PairForm Form, int StimulusCount, int SubjectCount, bool[]? Present, IReadOnlyList<PairRegion> Regions)
{
    /// <summary>RDMs whose share in the relation is taken out.</summary>
    public IReadOnlyList<PairVector> Nuisances { get; init; } = [];

    /// <summary>Whether references keep what they share with nuisances.</summary>
    public bool IsSemipartial { get; init; }

    /// <summary>Covariance of the stimuli's measurement errors; null where errors are independent and equally large.</summary>
    public double[,]? StimulusCovariance { get; init; }

    /// <summary>Makes the similarity under samples where it is no product; null where <see cref="Form"/> is all there is to it.</summary>
    public Func<SampleComparison>? Comparison { get; init; }

    /// <summary>Makes the vectors of a form under samples, for one thread.</summary>
    /// <param name="form">This design's form or the one in which models are fitted; nuisances are scored by the design's in both.</param>
    public PairMetric CreateMetric(PairForm form) => new(form, StimulusCount, Present, StimulusCovariance)
    {
        Nuisances = Nuisances.Count == 0 ? null : new PairNuisances(Nuisances, Form, StimulusCount),
    };

    /// <summary>Makes what compares RDMs with the regions under samples, for one thread.</summary>
    public RegionSample CreateSample() => Comparison is null ? new ProductSample(this) : new PreparedSample(this, Comparison());

    /// <summary>Number of RDMs in all regions.</summary>
    public int VectorCount => Regions.Sum(region => region.Vectors.Count);

    /// <summary>Bytes of the RDMs of all regions and of nuisances.</summary>
    public long HeldBytes => ((long)VectorCount + Nuisances.Count) * PairVector.Bytes(StimulusCount, Form.IsRanked);

    /// <summary>Bytes of what <see cref="CreateSample"/> makes.</summary>
    public long SampleBytes => Comparison is null ? ProductSample.Bytes(this) : PreparedSample.Bytes(this);

    /// <summary>Bytes of what <see cref="CreateMetric"/> makes.</summary>
    public long MetricBytes(PairForm form) =>
        PairMetric.Bytes(form, StimulusCount, Present, StimulusCovariance is not null) + PairMetric.RowBytes(form, StimulusCount, 2L * Nuisances.Count);
}
