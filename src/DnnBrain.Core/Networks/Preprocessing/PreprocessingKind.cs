namespace DnnBrain.Networks.Preprocessing;

/// <summary>What may be done to images before they enter a network, by the names people type.</summary>
public enum PreprocessingKind
{
    /// <summary>
    /// DNNBrain's way: the whole image squashed to the network's size, bilinear, and normalised as the network's weights expect
    /// (ImageNet's means and deviations for those trained on it).
    /// </summary>
    Squash,

    /// <summary>
    /// Torchvision's classic way: the shorter side to 256 for a network of 224 (in proportion for others), bilinear, the middle cut
    /// out, and normalised as the weights expect.
    /// </summary>
    ResizeCrop,

    /// <summary>What the authors of the weights state, with their sizes and their filter.</summary>
    Model,

    /// <summary>Nothing but values / 255; the images have the network's size.</summary>
    None,
}
