using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>
/// The image with its aspect ratio, its shorter side brought to a length, and of that the middle: torchvision's <c>Resize</c> with
/// one number and <c>CenterCrop</c>, to the pixel. The longer side is rounded down.
/// </summary>
public sealed record ResizeCrop : ImageGeometry
{
    /// <summary>Describes it.</summary>
    /// <param name="shorterSide">Length of the shorter side before the cut, in pixels.</param>
    /// <param name="rows">Height of the result.</param>
    /// <param name="columns">Width of the result.</param>
    /// <param name="filter">How pixels are resampled.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the result is larger than the shorter side.</exception>
    public ResizeCrop(int shorterSide, int rows, int columns, Resampling filter = Resampling.Bilinear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(shorterSide, Math.Max(rows, columns));
        (ShorterSide, Height, Width, Filter) = (shorterSide, rows, columns, filter);
    }

    /// <summary>Length of the shorter side before the cut, in pixels.</summary>
    public int ShorterSide { get; }

    /// <inheritdoc/>
    public override int Height { get; }

    /// <inheritdoc/>
    public override int Width { get; }

    /// <summary>How pixels are resampled.</summary>
    public Resampling Filter { get; }

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        bool isWide = image.Width > image.Height;
        int longer = checked((int)((long)ShorterSide * Math.Max(image.Width, image.Height) / Math.Min(image.Width, image.Height)));
        using RgbImage resized = ImageResampler.Resize(image, isWide ? longer : ShorterSide, isWide ? ShorterSide : longer, Filter);
        return Middle(resized, Height, Width);
    }

    /// <summary>For provenance: <c>ResizeCrop 256 to 224x224 bilinear</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"ResizeCrop {ShorterSide} to {Height}x{Width} {NameOf(Filter)}");
}
