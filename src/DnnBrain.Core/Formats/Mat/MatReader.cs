using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.Mat;

/// <summary>Reads MATLAB's MAT-files: version 5 (<c>-v6</c>, <c>-v7</c>) and 7.3. The content decides, not the name.</summary>
/// <remarks>
/// Real numbers, logical values, texts, cells and structs are read. Sparse and complex numbers, objects and functions are
/// <see cref="MatClass.Other"/>: nothing in a file is executed.
/// </remarks>
internal static class MatReader
{
    private const int HeaderLength = 128;

    /// <summary>True when the file begins as a MAT-file of version 5 or 7.3 does.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path)
    {
        byte[] header = ReadHeader(path);
        return Mat5File.HasSignature(header, out _) || (IsMat73(header) && Hdf5File.IsHdf5(path));
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidFileContentException">It is no MAT-file, or is truncated or damaged.</exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static IMatFile Open(string path) => IsMat73(ReadHeader(path)) ? new Mat73File(path) : new Mat5File(path);

    private static bool IsMat73(ReadOnlySpan<byte> header) => header.StartsWith("MATLAB 7.3"u8);

    private static byte[] ReadHeader(string path)
    {
        using FileStream stream = InputStream.Open(path);
        byte[] header = new byte[HeaderLength];
        int count = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        return header[..count];
    }
}
