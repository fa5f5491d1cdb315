using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>What is done to an image file before it enters a network: decode to RGB, resize, normalise.</summary>
/// <param name="Geometry">How the size is reached.</param>
/// <param name="Normalization">How pixels become numbers.</param>
public sealed record ImagePreprocessing(ImageGeometry Geometry, ChannelNormalization Normalization)
{
    /// <summary>Number of values of one image: 3 × height × width.</summary>
    public int ValueCount => 3 * Geometry.Height * Geometry.Width;

    /// <summary>Does it all.</summary>
    /// <param name="encoded">The bytes of an image file; grey images get three equal channels, alpha is dropped.</param>
    /// <param name="destination">Takes <see cref="ValueCount"/> values, channel × row × column.</param>
    /// <exception cref="ImageFormatException">The bytes are no image that can be read.</exception>
    public void Apply(ReadOnlySpan<byte> encoded, Span<float> destination)
    {
        using RgbImage image = ImageCodec.Decode(encoded);
        using RgbImage resized = Geometry.Apply(image);
        resized.CopyToPlanar(destination, Normalization.Mean, Normalization.Deviation);
    }

    /// <summary>For provenance: <c>Squash 28x28 bilinear, (x/255 - 0.286) / 0.353</c>.</summary>
    public override string ToString() => $"{Geometry}, {Normalization}";
}
