using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

/// <summary>An 8-bit RGB image in native memory: rows from the top, R G B, no gaps. Immutable; dispose it.</summary>
public sealed class RgbImage : IDisposable
{
    private readonly ImageHandle _handle;

    internal unsafe RgbImage(nint handle)
    {
        _handle = new ImageHandle(handle);
        int width, height;
        Status.CheckImage(NativeMethods.dnb_image_size(handle, &width, &height));
        (Width, Height) = (width, height);
        byte* defect;
        Status.CheckImage(NativeMethods.dnb_image_defect(handle, &defect));
        Defect = *defect == 0 ? null : Status.Text(defect);
    }

    /// <summary>Images alive in the process.</summary>
    public static long LiveCount => NativeMethods.dnb_image_live_count();

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>
    /// What is wrong with the file that it was decoded from, in the codec's words, where the codec guessed at it: pixels may be wrong. Null
    /// where nothing is; a JPEG alone can be decoded in spite of damage.
    /// </summary>
    public string? Defect { get; }

    /// <summary>
    /// Height × Width × 3 bytes, without a copy. The span must not be used after the image is disposed; keep the image
    /// in a variable, as a temporary may be collected.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    public unsafe ReadOnlySpan<byte> Pixels
    {
        get
        {
            using var hold = new ImageHold(Handle);
            nint pixels;
            Status.CheckImage(NativeMethods.dnb_image_pixels(hold.Handle, &pixels));
            return new ReadOnlySpan<byte>((void*)pixels, checked(3 * Width * Height));
        }
    }

    internal ImageHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _handle;
        }
    }

    /// <summary>An image of a copy of the pixels.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">height × width × 3 bytes, R G B.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size, or there is no pixel.</exception>
    public static unsafe RgbImage FromPixels(int width, int height, ReadOnlySpan<byte> pixels)
    {
        fixed (byte* data = pixels)
        {
            nint result;
            Status.CheckImage(NativeMethods.dnb_image_from_pixels(data, pixels.Length, width, height, &result));
            return new RgbImage(result);
        }
    }

    /// <summary>A part of the image, copied.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentException">The part does not lie within the image.</exception>
    public unsafe RgbImage Crop(int left, int top, int width, int height)
    {
        using var hold = new ImageHold(Handle);
        nint result;
        Status.CheckImage(NativeMethods.dnb_image_crop(hold.Handle, left, top, width, height, &result));
        return new RgbImage(result);
    }

    /// <summary>
    /// Writes the image as a network takes it: three planes of Height × Width floats, red, green, blue, each value
    /// (level / 255 - mean) / deviation.
    /// </summary>
    /// <param name="destination">3 × Height × Width floats, such as a part of a batch tensor's <c>AsSpan</c>.</param>
    /// <param name="mean">One for each channel.</param>
    /// <param name="deviation">One for each channel, none zero.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a deviation is zero.</exception>
    public unsafe void CopyToPlanar(Span<float> destination, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        if (mean.Length != 3)
            throw new ArgumentException($"One mean for each of 3 channels is needed, not {mean.Length}.", nameof(mean));
        if (deviation.Length != 3)
            throw new ArgumentException($"One deviation for each of 3 channels is needed, not {deviation.Length}.", nameof(deviation));
        using var hold = new ImageHold(Handle);
        fixed (float* target = destination)
        fixed (float* means = mean)
        fixed (float* deviations = deviation)
            Status.CheckImage(NativeMethods.dnb_image_to_planar(hold.Handle, means, deviations, target, destination.Length));
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
