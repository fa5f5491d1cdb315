using System.Security.Cryptography;

namespace DnnBrain.Networks.Download;

/// <summary>SHA-256 of large files.</summary>
internal static class FileHash
{
    /// <summary>Hashes a stream from where it stands to its end, in blocks.</summary>
    /// <returns>Lower-case hexadecimal.</returns>
    public static string Sha256(Stream stream, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[1 << 20];
        while (stream.Read(block) is > 0 and int count)
        {
            token.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What a download of an earlier day found, which stands beside the file as sha256sum writes it; null where nothing does.</summary>
    public static string? NotedBeside(string path)
    {
        string note = NotePath(path);
        if (!File.Exists(note))
        {
            return null;
        }

        using var reader = new StreamReader(note);
        char[] digits = new char[SHA256.HashSizeInBytes * 2];
        return reader.ReadBlock(digits) == digits.Length && digits.All(char.IsAsciiHexDigit) ? new string(digits) : null;
    }

    /// <summary>The file in which a file's hash is noted.</summary>
    public static string NotePath(string path) => path + ".sha256";

    /// <summary>Whether a hash is the expected one, of which the publisher may give the first digits alone.</summary>
    public static bool Fits(string found, string? expected) => expected is null || found.StartsWith(expected, StringComparison.OrdinalIgnoreCase);
}
