using System.Security.Cryptography;

namespace DnnBrain;

/// <summary>A file that a result was made from.</summary>
/// <param name="Path">The path as it was given, or a description such as <c>120 stimuli</c> for a set of files.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal; for a set, of the concatenated ids and hashes.</param>
public sealed record InputFile(string Path, string Sha256)
{
    /// <summary>Hashes a file. Reads it once, in blocks.</summary>
    public static InputFile FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        return new InputFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
