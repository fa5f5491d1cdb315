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

    /// <summary>The middle of an image that is large enough; half an odd rest is rounded to the even number.</summary>
    private protected static RgbImage Middle(RgbImage image, int height, int width) => image.Crop(
        (int)Math.Round((image.Width - width) / 2.0, MidpointRounding.ToEven),
        (int)Math.Round((image.Height - height) / 2.0, MidpointRounding.ToEven),
        width,
        height);

    private protected static string NameOf(Resampling filter) => filter.ToString().ToLowerInvariant();
}
