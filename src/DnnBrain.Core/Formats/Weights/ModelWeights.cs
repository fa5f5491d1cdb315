using DnnBrain.Formats.PyTorch;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Networks;
using DnnBrain.Networks.Download;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Formats.Weights;

/// <summary>Brings a network of the catalogue and the file with its weights together.</summary>
public static class ModelWeights
{
    /// <summary>Loads a network with its weights.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="path">
    /// A file of torch.save (.pth, .pt) or of safetensors, told apart by their first bytes; null for the weights that come with DnnBrain or
    /// were downloaded (<see cref="WeightCache"/>).
    /// </param>
    /// <param name="device">Where the network is to run.</param>
    /// <exception cref="DnnBrainException">
    /// The weights are not on this machine (<c>WeightsNotFound</c>), they are not the network's own (<c>WeightsMismatch</c>), the
    /// downloaded file has another hash than the catalogue, or than when it came (<c>HashMismatch</c>), or a file cannot be read
    /// (<see cref="DataFileException"/>).
    /// </exception>
    public static DnnModel Load(NetworkDefinition definition, string? path, Device device)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (path is not null)
        {
            return LoadFile(definition, path, device);
        }

        if (definition.EmbeddedWeights is not null)
        {
            using SafetensorsParameters embedded = OpenEmbedded(definition.EmbeddedWeights);
            return DnnModel.Load(definition, embedded, device);
        }

        string? cached = WeightCache.PathOf(definition);
        if (cached is null || !File.Exists(cached))
        {
            throw NotFound(definition, cached);
        }

        DnnModel model = LoadFile(definition, cached, device);
        string found = model.WeightsSha256!;
        string? expected = FileHash.Fits(found, definition.WeightsSha256) ? FileHash.NotedBeside(cached) : definition.WeightsSha256;
        if (!FileHash.Fits(found, expected))
        {
            model.Dispose();
            throw DownloadError.HashMismatch(
                $"'{cached}'", expected!, found, $"The file was changed; get it anew with: Save-DnnModelWeight {definition.Name} -Force");
        }

        return model;
    }

    private static DnnModel LoadFile(NetworkDefinition definition, string path, Device device)
    {
        if (PyTorchReader.IsPyTorch(path))
        {
            using var pickled = new PyTorchParameters(path);
            return DnnModel.Load(definition, pickled, device);
        }

        using var weights = new SafetensorsParameters(InputStream.Open(path), path);
        return DnnModel.Load(definition, weights, device);
    }

    private static SafetensorsParameters OpenEmbedded(string resource) => new(
        typeof(NetworkDefinition).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no resource '{resource}'."),
        resource);

    private static DnnBrainException NotFound(NetworkDefinition definition, string? cached) => new(
        "WeightsNotFound",
        ErrorKind.NotFound,
        (cached is not null
            ? $"The weights of {definition.Name} are not at '{cached}'. Download them from {definition.WeightsSource} with Save-DnnModelWeight {definition.Name}."
            : $"The weights of {definition.Name} cannot be downloaded for you. Get them from {definition.WeightsSource}.")
            + " A file that you have is given with Import-DnnModel -WeightPath, random weights are made with Import-DnnModel -Untrained.",
        definition.Name);
}
