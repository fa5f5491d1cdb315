using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

/// <summary>
/// Reads JPEG, PNG, BMP, TIFF and WebP files as 8-bit RGB and writes PNG. JPEG goes through libjpeg-turbo, which gives
/// the pixels Pillow gives. Safe to use from any number of threads.
/// </summary>
public static class ImageCodec
{
    /// <summary>
    /// Decodes a file: grey is replicated into the three channels, alpha is dropped, 16-bit samples are cut to their
    /// high byte, palettes are looked up, CMYK is converted. Embedded colour profiles and gamma are ignored.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="applyOrientation">Turn the image upright as its EXIF orientation says; else it is taken as stored.</param>
    /// <exception cref="ImageFormatException">
    /// The bytes are of another format, truncated, damaged, or of more than 178,956,970 pixels (Pillow's limit).
    /// </exception>
    public static unsafe RgbImage Decode(ReadOnlySpan<byte> file, bool applyOrientation = false)
    {
        fixed (byte* bytes = file)
        {
            nint result;
            Status.CheckImage(NativeMethods.dnb_image_decode(bytes, file.Length, applyOrientation ? 1 : 0, &result));
            return new RgbImage(result);
        }
    }

    /// <summary>Reads format, size and orientation without decoding a pixel.</summary>
    /// <param name="file">The file, or as much of its beginning as holds the header.</param>
    /// <exception cref="ImageFormatException">Another format, or the bytes end inside the header.</exception>
    public static unsafe ImageInfo Identify(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            NativeImageHeader header;
            Status.CheckImage(NativeMethods.dnb_image_identify(bytes, file.Length, &header));
            if (header.Width > int.MaxValue || header.Height > int.MaxValue)
                throw new ImageFormatException($"The image header gives a size of {header.Width} x {header.Height} pixels.");
            return new ImageInfo((ImageFormat)header.Format, (int)header.Width, (int)header.Height, header.Orientation);
        }
    }

    /// <summary>Encodes as PNG, 8-bit RGB, without loss.</summary>
    /// <param name="image">The image.</param>
    public static unsafe byte[] EncodePng(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var hold = new ImageHold(image.Handle);
        nint png;
        long count;
        Status.CheckImage(NativeMethods.dnb_image_encode_png(hold.Handle, &png, &count));
        try
        {
            return new ReadOnlySpan<byte>((void*)png, checked((int)count)).ToArray();
        }
        finally
        {
            NativeMethods.dnb_memory_free(png);
        }
    }
}
