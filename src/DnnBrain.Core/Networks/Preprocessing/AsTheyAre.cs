using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>Images that have the network's size already; nothing is resampled, and one of another size is refused.</summary>
/// <param name="Rows">The height that images must have.</param>
/// <param name="Columns">The width that images must have.</param>
public sealed record AsTheyAre(int Rows, int Columns) : ImageGeometry
{
    /// <inheritdoc/>
    public override int Height => Rows;

    /// <inheritdoc/>
    public override int Width => Columns;

    /// <inheritdoc/>
    /// <exception cref="ImageFormatException">The image has another size.</exception>
    public override RgbImage Apply(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Height == Rows && image.Width == Columns
            ? image.Crop(0, 0, Columns, Rows)
            : throw new ImageFormatException($"it has {image.Width}x{image.Height} pixels, and without preprocessing {Columns}x{Rows} are needed.");
    }

    /// <summary>For provenance: <c>as they are, 224x224</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"as they are, {Rows}x{Columns}");
}
