namespace DnnBrain.Networks.Download;

/// <summary>Fetches the official weights of networks.</summary>
public static class WeightDownload
{
    /// <summary>The file that the weights of a network get.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="folder">Where to put it; null for the cache.</param>
    /// <exception cref="DnnBrainException">They come with DnnBrain, or are to be had by hand only (<c>WeightsNotDownloadable</c>).</exception>
    public static string Target(NetworkDefinition definition, string? folder = null) =>
        Path.Combine(folder ?? WeightCache.Folder, WeightCache.FileName(RequireAddress(definition)));

    /// <summary>Whether the weights of a network are fetched from an address.</summary>
    public static bool IsOffered(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.WeightsUrl is not null;
    }

    /// <summary>Fetches the weights, or leaves them where they are there already. <see cref="FileDownload.Save"/> says what can go wrong.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="folder">Where to put the file; null for the cache, which is made.</param>
    /// <param name="overwrite">Whether a file that is there is fetched anew.</param>
    /// <param name="options">Proxy, patience and bounds.</param>
    /// <param name="observer">Is told the progress, and where no hash is published.</param>
    /// <param name="token">Ends the transfer at once; what has arrived is kept.</param>
    public static SavedWeight Save(
        NetworkDefinition definition, string? folder, bool overwrite, DownloadOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Uri address = RequireAddress(definition);
        string path = Target(definition, folder);
        if (folder is null)
        {
            Directory.CreateDirectory(WeightCache.Folder);
        }
        else if (!Directory.Exists(folder))
        {
            throw new DnnBrainException("FolderNotFound", ErrorKind.NotFound, $"There is no folder '{folder}' to write '{Path.GetFileName(path)}' to.", folder);
        }

        DownloadedFile file = FileDownload.Save(address, path, definition.WeightsSha256, overwrite, options, observer, token);
        if (definition.WeightsSha256 is null)
        {
            observer.Warning($"No hash of the weights of {definition.Name} is published, so that nothing says whether these are they; what came has SHA-256 {file.Sha256}.");
        }

        observer.Verbose($"{definition.Name}: '{file.Path}', {file.Length:N0} bytes, SHA-256 {file.Sha256}.");
        return new SavedWeight(definition.Name, file.Path, file.Length, file.Sha256, address) { PublishedSha256 = definition.WeightsSha256 };
    }

    private static Uri RequireAddress(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.WeightsUrl ?? throw new DnnBrainException(
            "WeightsNotDownloadable",
            ErrorKind.NotFound,
            definition.EmbeddedWeights is not null
                ? $"The weights of {definition.Name} come with DnnBrain; there is nothing to download."
                : $"The weights of {definition.Name} cannot be fetched for you. Get them from {definition.WeightsSource} and give the file to Import-DnnModel -WeightPath.",
            definition.Name);
    }
}
