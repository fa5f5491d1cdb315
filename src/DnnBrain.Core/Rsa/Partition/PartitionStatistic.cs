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

    public long HeldBytes => (predictors.Count + regions.Sum(region => (long)region.Vectors.Count)) * PairVector.Bytes(stimulusCount, form.IsRanked);

    // Rows of the predictors, plain and weighed, and of the references.
    public long EvaluatorBytes
    {
        get
        {
            long references = regions.Sum(region => region.Vectors.Count);
            return PairMetric.Bytes(form, stimulusCount, present)
                + PairMetric.RowBytes(form, stimulusCount, (2L * predictors.Count) + references)
                + (sizeof(double) * (((long)predictors.Count * (predictors.Count + references)) + (references * (design.ValueCount + design.SetCount))));
        }
    }

    public IWeightedStatisticEvaluator CreateEvaluator() => new PartitionEvaluator(this);
}
