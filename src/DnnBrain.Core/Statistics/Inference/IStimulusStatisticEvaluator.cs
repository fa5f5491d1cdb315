namespace DnnBrain.Statistics.Inference;

/// <summary>Evaluates the statistics of an <see cref="IStimulusStatistic"/>; used by one thread at a time.</summary>
public interface IStimulusStatisticEvaluator
{
    /// <summary>The statistics under a labelling: stimulus <c>i</c> of the one side meets stimulus <c>labels[i]</c> of the other.</summary>
    /// <param name="labels">A permutation of 0 … n−1; the identity gives the observed values.</param>
    /// <param name="cells">Takes one value a cell.</param>
    void Evaluate(ReadOnlySpan<int> labels, Span<double> cells);
}
