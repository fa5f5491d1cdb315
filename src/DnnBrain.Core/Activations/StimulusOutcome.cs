namespace DnnBrain.Activations;

/// <summary>What became of one stimulus of an extraction.</summary>
/// <param name="Sha256">SHA-256 of its file; null where it could not be read and was left out.</param>
public readonly record struct StimulusOutcome(byte[]? Sha256)
{
    /// <summary>Whether the layers' answers to it are there.</summary>
    public bool IsAnswered => Sha256 is not null;
}
