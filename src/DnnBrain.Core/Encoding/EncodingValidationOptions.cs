namespace DnnBrain.Encoding;

/// <summary>How an encoding model is tested.</summary>
public sealed record EncodingValidationOptions
{
    /// <summary>The number of folds; each must leave at least three stimuli to test on.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>
    /// Shuffles the stimuli before they are cut into folds. Null cuts them in their order, as DNNBrain does: a set that is sorted
    /// by class is then tested on classes that were not fitted.
    /// </summary>
    public long? Seed { get; init; }
}
