namespace DnnBrain.Networks.Download;

/// <summary>The weights of a network in a file of this machine.</summary>
/// <param name="Name">The network.</param>
/// <param name="Path">The file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">SHA-256 of the whole file, lower-case hexadecimal.</param>
/// <param name="Source">The address it comes from.</param>
public sealed record SavedWeight(string Name, string Path, long Length, string Sha256, Uri Source)
{
    /// <summary>The hash that the publisher gives, or its first digits, which the file was held against; null where there is none.</summary>
    public string? PublishedSha256 { get; init; }

    /// <summary>The network and the file.</summary>
    public override string ToString() => $"{Name}: {Path}";
}
