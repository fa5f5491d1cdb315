using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>
/// Mean over subjects of the similarity of every model RDM with every region's RDMs, and the regions' noise ceilings, as functions of weights.
/// </summary>
/// <remarks>
/// Values: model × region, then the lower bounds of the regions' ceilings, then the upper ones. A sample of stimuli drawn with replacement is the weights
/// wᵢwⱼ on the pairs of the RDMs as they are, so no RDM is copied. With P different pairs in the sample, M models and S reference RDMs a sample costs
/// O((M + S) P) to weigh or rank and O((M + S) S P) multiplications; further samples of subjects cost O(M S) each, O(S P) for ranks.
/// </remarks>
internal sealed class PairProductStatistic : IWeightedStatistic
{
    /// <summary>Three stimuli have three pairs; fewer have no correlation.</summary>
    public const int FewestDifferentStimuli = 3;

    /// <summary>Takes RDMs.</summary>
    /// <param name="form">What makes the similarity.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="subjectCount">Number of subjects in all regions together.</param>
    /// <param name="present">Which pairs have a value in all RDMs; null for all.</param>
    /// <param name="models">Model RDMs.</param>
    /// <param name="regions">Reference RDMs.</param>
    public PairProductStatistic(
        PairForm form, int stimulusCount, int subjectCount, bool[]? present, IReadOnlyList<PairVector> models, IReadOnlyList<PairRegion> regions)
    {
        Form = form;
        StimulusCount = stimulusCount;
        SubjectCount = subjectCount;
        Present = present;
        Models = models;
        Regions = regions;
    }

    public PairForm Form { get; }

    public int StimulusCount { get; }

    public int SubjectCount { get; }

    public int FewestStimuli => FewestDifferentStimuli;

    public bool IsPairwise => true;

    public bool[]? Present { get; }

    public IReadOnlyList<PairVector> Models { get; }

    public IReadOnlyList<PairRegion> Regions { get; }

    public int ValueCount => (Models.Count + 2) * Regions.Count;

    public IWeightedStatisticEvaluator CreateEvaluator() => new PairProductEvaluator(this);
}
