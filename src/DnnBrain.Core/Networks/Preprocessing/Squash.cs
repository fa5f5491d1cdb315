using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>
/// The whole image at exactly the size wanted: the aspect ratio is not kept and nothing is cut off, as in DNNBrain. The pixels are
/// Pillow's.
/// </summary>
/// <param name="Rows">Height of the result in pixels.</param>
/// <param name="Columns">Width of the result in pixels.</param>
/// <param name="Filter">How pixels are resampled; Pillow's antialiased bilinear filter unless it says otherwise.</param>
public sealed record Squash(int Rows, int Columns, Resampling Filter = Resampling.Bilinear) : ImageGeometry
{
    /// <inheritdoc/>
    public override int Height => Rows;

    /// <inheritdoc/>
    public override int Width => Columns;

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return ImageResampler.Resize(image, Columns, Rows, Filter);
    }

    /// <summary>For provenance: <c>Squash 28x28 bilinear</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"Squash {Rows}x{Columns} {NameOf(Filter)}");
}
