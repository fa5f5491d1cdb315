using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>What is done to an image file before it enters a network: decode to RGB, resize, normalise.</summary>
/// <param name="Geometry">How the size is reached.</param>
/// <param name="Normalization">How pixels become numbers.</param>
public sealed record ImagePreprocessing(ImageGeometry Geometry, ChannelNormalization Normalization)
{
    /// <summary>Number of values of one image: 3 × height × width.</summary>
    public int ValueCount => 3 * Geometry.Height * Geometry.Width;

    /// <summary>What a name means for a network.</summary>
    /// <param name="kind">The name.</param>
    /// <param name="definition">The network.</param>
    public static ImagePreprocessing Of(PreprocessingKind kind, NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ImagePreprocessing stated = definition.Preprocessing;
        (int rows, int columns) = (stated.Geometry.Height, stated.Geometry.Width);
        return kind switch
        {
            PreprocessingKind.Squash => stated with { Geometry = new Squash(rows, columns) },
            PreprocessingKind.ResizeCrop => stated with { Geometry = new ResizeCrop((int)Math.Round(Math.Max(rows, columns) * 256 / 224.0), rows, columns) },
            PreprocessingKind.Model => stated,
            PreprocessingKind.None => new ImagePreprocessing(new AsTheyAre(rows, columns), ChannelNormalization.Same(0, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Squash, ResizeCrop, Model or None was expected."),
        };
    }

    /// <summary>Throws unless its images have the size that a network takes.</summary>
    /// <exception cref="DnnBrainException">They have another (<c>ImageSizeMismatch</c>).</exception>
    public void RequireSize(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        TensorShape input = definition.Graph.InputShape;
        if (Geometry.Height != input[1] || Geometry.Width != input[2])
        {
            throw new DnnBrainException("ImageSizeMismatch", ErrorKind.InvalidArgument, $"{Geometry} gives images of {Geometry.Height}x{Geometry.Width}; {definition.Name} takes {input[1]}x{input[2]}.", Geometry);
        }
    }

    /// <summary>Does it all.</summary>
    /// <param name="encoded">The bytes of an image file; grey images get three equal channels, alpha is dropped.</param>
    /// <param name="destination">Takes <see cref="ValueCount"/> values, channel × row × column.</param>
    /// <returns>
    /// What is wrong with the file where it could be decoded in spite of it (<see cref="RgbImage.Defect"/>); null where nothing is.
    /// </returns>
    /// <exception cref="ImageFormatException">The bytes are no image that can be read, or one of a size that is not allowed.</exception>
    public string? Apply(ReadOnlySpan<byte> encoded, Span<float> destination)
    {
        using RgbImage image = ImageCodec.Decode(encoded);
        using RgbImage resized = Geometry.Apply(image);
        resized.CopyToPlanar(destination, Normalization.Mean, Normalization.Deviation);
        return image.Defect;
    }

    /// <summary>For provenance: <c>Squash 28x28 bilinear, (x/255 - 0.286) / 0.353</c>.</summary>
    public override string ToString() => $"{Geometry}, {Normalization}";
}
