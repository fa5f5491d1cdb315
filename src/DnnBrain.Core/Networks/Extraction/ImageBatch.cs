namespace DnnBrain.Networks.Extraction;

/// <summary>The preprocessed images of one forward pass, those that could be read.</summary>
internal sealed class ImageBatch(float[] values)
{
    /// <summary>Image × channel × row × column; the first <see cref="StimulusId"/>.Count images count.</summary>
    public float[] Values { get; } = values;

    /// <summary>The ids of the images, in order.</summary>
    public List<string> StimulusId { get; } = [];

    /// <summary>SHA-256 of each image's file.</summary>
    public List<byte[]> Sha256 { get; } = [];

    /// <summary>What could not be read, in order.</summary>
    public List<DnnBrainException> Failures { get; } = [];

    /// <summary>What was read in spite of damage, and what is wrong with it, in order.</summary>
    public List<string> Warnings { get; } = [];

    public void Clear()
    {
        StimulusId.Clear();
        Sha256.Clear();
        Failures.Clear();
        Warnings.Clear();
    }
}
