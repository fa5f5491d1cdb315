namespace DnnBrain.Statistics.Inference;

/// <summary>Evaluates the values of an <see cref="IWeightedStatistic"/>; used by one thread at a time.</summary>
public interface IWeightedStatisticEvaluator
{
    /// <summary>The values of one sample of stimuli with one or more samples of subjects.</summary>
    /// <param name="draw">The number of the draw, for what else is random; −1 for the sample as observed and −2 − i for one without unit i or with it twice, whose folds are those of −1.</param>
    /// <param name="stimulusWeights">How often each stimulus is in the sample.</param>
    /// <param name="subjectWeights">Sample × subject: how often each subject is in each of the samples of subjects.</param>
    /// <param name="values">Sample × repetition × value; NaN where a value is not defined under the weights.</param>
    /// <remarks>The values of a draw must not depend on what was evaluated before, nor on the other samples of subjects.</remarks>
    void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values);
}
