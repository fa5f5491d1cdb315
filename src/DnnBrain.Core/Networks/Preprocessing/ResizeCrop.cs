using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>
/// The shorter side at a given size, then the middle: the aspect ratio is kept and what is beyond the crop is lost, as with
/// torchvision's <c>Resize</c> and <c>CenterCrop</c> on Pillow images.
/// </summary>
/// <param name="Size">Pixels of the shorter side after resizing; the longer one is cut to whole pixels.</param>
/// <param name="Crop">Height and width of the result in pixels; no more than <paramref name="Size"/>.</param>
/// <param name="Filter">Pillow's filter.</param>
public sealed record ResizeCrop(int Size, int Crop, Resampling Filter) : ImageGeometry
{
    /// <inheritdoc/>
    public override int Height => Crop;

    /// <inheritdoc/>
    public override int Width => Crop;

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        bool isWide = image.Width > image.Height;
        int longer = (int)((long)Size * Math.Max(image.Width, image.Height) / Math.Min(image.Width, image.Height));
        using RgbImage resized = ImageResampler.Resize(image, isWide ? longer : Size, isWide ? Size : longer, Filter);
        return resized.Crop(Margin(resized.Width), Margin(resized.Height), Crop, Crop);
    }

    /// <summary>For provenance: <c>Resize 256 bilinear, crop 224x224</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"Resize {Size} {Filter.ToString().ToLowerInvariant()}, crop {Crop}x{Crop}");

    // Python's round: halves go to the even number.
    private int Margin(int length) => (int)Math.Round((length - Crop) / 2.0, MidpointRounding.ToEven);
}
