using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

/// <summary>Resizes images to the pixels that Pillow's <c>Image.resize</c> gives for RGB images.</summary>
public static class ImageResampler
{
    /// <summary>
    /// Resizes: first along the rows, then along the columns, rounding to 8 bits in between, weights in 22-bit fixed
    /// point. Time is proportional to the pixels read and written times the filter's width. Safe to use from any
    /// number of threads.
    /// </summary>
    /// <param name="image">The image; it stays as it is.</param>
    /// <param name="width">New columns.</param>
    /// <param name="height">New rows.</param>
    /// <param name="filter">The filter.</param>
    /// <exception cref="ArgumentException">A size is not positive, too large, or the filter unknown.</exception>
    public static unsafe RgbImage Resize(RgbImage image, int width, int height, Resampling filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var hold = new ImageHold(image.Handle);
        nint result;
        Status.CheckImage(NativeMethods.dnb_image_resize(hold.Handle, width, height, (int)filter, &result));
        return new RgbImage(result);
    }
}
