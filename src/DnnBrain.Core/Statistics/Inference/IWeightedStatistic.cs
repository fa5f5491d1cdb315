namespace DnnBrain.Statistics.Inference;

/// <summary>
/// A family of values as functions of how often each stimulus and each subject is in the sample: what a bootstrap needs to know of a method.
/// </summary>
/// <remarks>
/// A sample drawn with replacement is whole-number weights, so nothing has to be copied to evaluate it. All weights 1 give what was observed; a weight of
/// 0 leaves one out.
/// </remarks>
public interface IWeightedStatistic
{
    /// <summary>Number of stimuli.</summary>
    int StimulusCount { get; }

    /// <summary>Number of subjects; 1 where there are none to tell apart.</summary>
    int SubjectCount { get; }

    /// <summary>Number of values: one a cell, and whatever else is to be known under the same draws, as noise ceilings.</summary>
    int ValueCount { get; }

    /// <summary>
    /// How often every value is evaluated with other folds under one draw; 1 where no folds are drawn. From two on the variance that is due to the folds
    /// is taken off the bootstrap's variance.
    /// </summary>
    int RepetitionCount => 1;

    /// <summary>
    /// Whether the values are cross-validated. What a sample without one unit lacks is then in other folds as well, which makes such samples differ by more than
    /// the unit.
    /// </summary>
    bool HasFolds => RepetitionCount > 1;

    /// <summary>
    /// The same values for samples in which one unit is missing or counts twice: where folds are drawn, with more of them, since such samples show folds more than the unit.
    /// </summary>
    IWeightedStatistic Reweighed => this;

    /// <summary>
    /// Whether the values are made of pairs of stimuli, as those of RDMs are: a bootstrap then draws what is particular to a pair three times over, which
    /// is taken off (<see cref="PairwiseVariance"/>, <see cref="PairwiseTwoFactorVariance"/>).
    /// </summary>
    bool IsPairwise => false;

    /// <summary>
    /// The first of the values that are made of pairs of subjects, as noise ceilings are, which come last; <see cref="ValueCount"/> where there is none. In
    /// differences of other values to them, what is particular to two subjects is drawn too often as well, and taken off; their own variance over subjects is the jackknife's.
    /// </summary>
    int FirstPooledValue => ValueCount;

    /// <summary>The fewest different stimuli a sample must have for the values to be there; a draw with fewer is drawn again.</summary>
    int FewestStimuli { get; }

    /// <summary>Bytes that the statistic holds for all threads, beside what it was made from.</summary>
    long HeldBytes { get; }

    /// <summary>Bytes that an evaluator takes, at least what it has of its own.</summary>
    long EvaluatorBytes { get; }

    /// <summary>Makes what one thread evaluates the values with.</summary>
    IWeightedStatisticEvaluator CreateEvaluator();
}
