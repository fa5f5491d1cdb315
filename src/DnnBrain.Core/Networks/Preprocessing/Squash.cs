using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>
/// The whole image at exactly the size wanted: the aspect ratio is not kept and nothing is cut off, as in DNNBrain. Pillow's
/// antialiased bilinear filter.
/// </summary>
/// <param name="Rows">Height of the result in pixels.</param>
/// <param name="Columns">Width of the result in pixels.</param>
public sealed record Squash(int Rows, int Columns) : ImageGeometry
{
    /// <inheritdoc/>
    public override int Height => Rows;

    /// <inheritdoc/>
    public override int Width => Columns;

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return ImageResampler.Resize(image, Columns, Rows, Resampling.Bilinear);
    }

    /// <summary>For provenance: <c>Squash 28x28 bilinear</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"Squash {Rows}x{Columns} bilinear");
}
