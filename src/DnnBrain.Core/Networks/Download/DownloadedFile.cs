namespace DnnBrain.Networks.Download;

/// <summary>A file that was fetched, or was there already.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">SHA-256 of the whole file, lower-case hexadecimal.</param>
public sealed record DownloadedFile(string Path, long Length, string Sha256);
