using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Partition;

/// <summary>Parts of the explained variance, mean over subjects, as a function of weights. Values: region × part.</summary>
internal sealed class PartitionStatistic(
    PartitionDesign design,
    bool adjusts,
    PairForm form,
    int stimulusCount,
    int subjectCount,
    bool[]? present,
    IReadOnlyList<PairVector> predictors,
    IReadOnlyList<PairRegion> regions) : IWeightedStatistic
{
    public PartitionDesign Design => design;

    public bool Adjusts => adjusts;

    public PairForm Form => form;

    public int StimulusCount => stimulusCount;

    public int SubjectCount => subjectCount;

    public bool[]? Present => present;

    public IReadOnlyList<PairVector> Predictors => predictors;

    public IReadOnlyList<PairRegion> Regions => regions;

    public int ValueCount => regions.Count * design.ValueCount;

    public bool IsPairwise => true;

    // Pairs enough for intercept, predictors and one degree of freedom.
    public int FewestStimuli { get; } = Enumerable.Range(3, stimulusCount).First(n => n * (n - 1) / 2 > predictors.Count + 1);

    public IWeightedStatisticEvaluator CreateEvaluator() => new PartitionEvaluator(this);
}
