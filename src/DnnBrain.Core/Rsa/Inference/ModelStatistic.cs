using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>
/// Cross-validated similarity of models with regions, as a function of weights: each model is fitted on some stimuli of all other subjects and scored
/// on the other stimuli of the subject left out.
/// </summary>
/// <remarks>
/// Values: model × region, then the lower and the upper bounds of the regions' ceilings on the same test stimuli. Folds over stimuli are
/// drawn anew for every draw and repetition. A region with one subject is cross-validated over stimuli alone.
/// </remarks>
internal sealed class ModelStatistic(
    PairDesign design, IReadOnlyList<RsaModel> models, IReadOnlyList<PairComponent> components, int foldCount, int repetitionCount, long seed) : IWeightedStatistic
{
    public PairDesign Design => design;

    /// <summary>The form in which models are fitted: ranks are fitted by values, because a sum of RDMs is not a sum of their ranks.</summary>
    public PairForm FitForm { get; } = design.Form with { IsRanked = false, IsNormalized = true };

    public int StimulusCount => design.StimulusCount;

    public int SubjectCount => design.SubjectCount;

    public IReadOnlyList<RsaModel> Models => models;

    public IReadOnlyList<PairComponent> Components => components;

    public IReadOnlyList<PairRegion> Regions => design.Regions;

    public int FoldCount => foldCount;

    public int RepetitionCount => repetitionCount;

    public bool HasFolds => true;

    public IWeightedStatistic Reweighed => new ModelStatistic(design, models, components, foldCount, ModelFolds.ReweighedRepetitions, seed);

    public long Seed => seed;

    public bool IsPairwise => true;

    public int FewestStimuli => 2 * FewestInFold;

    /// <summary>The fewest stimuli of a fold.</summary>
    public int FewestInFold { get; } = ModelFolds.FewestOf(design.Nuisances.Count);

    public int ValueCount => (models.Count + 2) * design.Regions.Count;

    public long HeldBytes => design.HeldBytes + (components.Count * PairVector.Bytes(StimulusCount, design.Form.IsRanked));

    public long EvaluatorBytes => ModelEvaluator.Bytes(this);

    public IWeightedStatisticEvaluator CreateEvaluator() => new ModelEvaluator(this);
}
