using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>
/// Mean over subjects of the similarity of every model RDM with every region's RDMs, and the regions' noise ceilings, as functions of weights.
/// </summary>
/// <remarks>
/// Values: model × region, then the lower bounds of the regions' ceilings, then the upper ones. A sample of stimuli drawn with replacement
/// is the weights wᵢwⱼ on the pairs of the RDMs as they are, so where the similarity is a product no RDM is copied.
/// <see cref="ProductSample"/> and <see cref="PreparedSample"/> say what a sample costs; further samples of subjects cost O(M S) each and a
/// ceiling.
/// </remarks>
internal sealed class ComparisonStatistic(PairDesign design, IReadOnlyList<PairVector> models) : IWeightedStatistic
{
    public PairDesign Design => design;

    public IReadOnlyList<PairVector> Models => models;

    public int StimulusCount => design.StimulusCount;

    public int SubjectCount => design.SubjectCount;

    public int FewestStimuli { get; } = ModelFolds.FewestOf(design.Nuisances.Count);

    public bool IsPairwise => true;

    public int ValueCount => (models.Count + 2) * design.Regions.Count;

    public int FirstPooledValue => models.Count * design.Regions.Count;

    public long HeldBytes => design.HeldBytes + (models.Count * PairVector.Bytes(StimulusCount, design.Form.IsRanked));

    public long EvaluatorBytes => design.SampleBytes + (sizeof(double) * (long)models.Count * design.VectorCount);

    public IWeightedStatisticEvaluator CreateEvaluator() => new ComparisonEvaluator(this);
}
