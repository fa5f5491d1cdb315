namespace DnnBrain.Rsa.Weighting;

/// <summary>Assigns stimuli to folds.</summary>
internal interface IWeightingFolds
{
    /// <summary>Folds over the stimuli of a sample; −1 for a stimulus that is not in it.</summary>
    /// <returns>The number of folds.</returns>
    int Assign(ReadOnlySpan<int> stimulusWeights, long index, Span<int> fold);

    /// <summary>Folds within training stimuli, in which the penalty is chosen.</summary>
    /// <param name="stimulusWeights">The sample of training stimuli.</param>
    /// <param name="index">The assignment to folds.</param>
    /// <param name="outer">The fold left out; −1 for none.</param>
    /// <param name="fold">Takes each stimulus' fold.</param>
    /// <returns>The number of folds.</returns>
    int AssignInner(ReadOnlySpan<int> stimulusWeights, long index, int outer, Span<int> fold);
}
