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

    /// <summary>Whether a hash is the expected one, of which the publisher may give the first digits alone.</summary>
    public static bool Fits(string found, string? expected) => expected is null || found.StartsWith(expected, StringComparison.OrdinalIgnoreCase);
}
