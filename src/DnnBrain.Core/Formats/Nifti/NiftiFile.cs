using System.IO.Compression;

namespace DnnBrain.Formats.Nifti;

/// <summary>Opens image files, compressed or not; the content tells which, not the name.</summary>
internal static class NiftiFile
{
    /// <summary>No DEFLATE stream unpacks to more than 1032 times its size (258 bytes from 2 bits), so a larger claim is false.</summary>
    private const int MaxCompression = 1032;

    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file for reading its uncompressed bytes in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="toTheEnd">True to have <see cref="SealedGzip.Seal"/> come out behind compressed data that are complete.</param>
    /// <param name="fileLength">The length of the file as it is.</param>
    /// <param name="isCompressed">True for gzip.</param>
    public static Stream Open(string path, bool toTheEnd, out long fileLength, out bool isCompressed)
    {
        FileStream file = InputStream.Open(path, BufferSize);
        fileLength = file.Length;
        isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!isCompressed)
        {
            return file;
        }

        return toTheEnd ? SealedGzip.Open(file) : new GZipStream(file, CompressionMode.Decompress);
    }

    /// <summary>Reads the header, without its extensions.</summary>
    /// <returns>The 348 bytes, or fewer where the file is shorter.</returns>
    /// <exception cref="InvalidFileContentException">The compressed stream is damaged.</exception>
    public static byte[] ReadHeader(Stream stream, string path)
    {
        byte[] bytes = new byte[NiftiField.HeaderLength];
        try
        {
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..count];
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e);
        }
    }

    /// <summary>Refuses a header that promises more voxels than the file can hold, before memory is taken for them.</summary>
    public static void CheckLength(NiftiHeader header, long fileLength, bool isCompressed, string path)
    {
        Int128 limit = isCompressed ? (Int128)fileLength * MaxCompression : fileLength;
        if (header.TotalLength > limit)
        {
            throw new InvalidFileContentException(
                path, $"the header describes {header} voxels, {header.TotalLength} bytes in all, but {(isCompressed ? $"{fileLength} compressed bytes cannot hold them" : $"the file has {fileLength}")}; it is truncated or damaged.");
        }
    }

    /// <summary>The error for a compressed stream that cannot be read on.</summary>
    public static InvalidFileContentException Damaged(string path, Exception cause) => new(path, $"the compressed data are truncated or damaged.", cause);
}
