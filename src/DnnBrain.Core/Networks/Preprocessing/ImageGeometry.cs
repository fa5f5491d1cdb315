using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>How an image of any size becomes one of the size that a network takes.</summary>
public abstract record ImageGeometry
{
    /// <summary>Height of the result in pixels.</summary>
    public abstract int Height { get; }

    /// <summary>Width of the result in pixels.</summary>
    public abstract int Width { get; }

    /// <summary>Makes the image; the given one is left as it is.</summary>
    public abstract RgbImage Apply(RgbImage image);
}
