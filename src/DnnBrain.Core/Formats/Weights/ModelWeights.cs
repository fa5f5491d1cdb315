using DnnBrain.Formats.PyTorch;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Networks;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Formats.Weights;

/// <summary>Brings a network of the catalogue and the file with its weights together.</summary>
public static class ModelWeights
{
    /// <summary>Loads a network with its weights.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="path">
    /// A file of torch.save (.pth, .pt) or of safetensors, told apart by their first bytes; null for the weights that come with DnnBrain.
    /// </param>
    /// <param name="device">Where the network is to run.</param>
    /// <exception cref="DnnBrainException">
    /// No weights come with this network (<c>WeightsNotFound</c>), they are not its own (<c>WeightsMismatch</c>), or the file
    /// cannot be read (<see cref="DataFileException"/>).
    /// </exception>
    public static DnnModel Load(NetworkDefinition definition, string? path, Device device)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (path is not null && PyTorchReader.IsPyTorch(path))
        {
            using var pickled = new PyTorchParameters(path);
            return DnnModel.Load(definition, pickled, device);
        }

        using SafetensorsParameters weights = path is null ? OpenEmbedded(definition) : new(InputStream.Open(path), path);
        return DnnModel.Load(definition, weights, device);
    }

    private static SafetensorsParameters OpenEmbedded(NetworkDefinition definition)
    {
        Stream? stream = definition.EmbeddedWeights is { } resource
            ? typeof(NetworkDefinition).Assembly.GetManifestResourceStream(resource)
            : null;
        return stream is not null
            ? new SafetensorsParameters(stream, definition.EmbeddedWeights!)
            : throw new DnnBrainException(
                "WeightsNotFound",
                ErrorKind.NotFound,
                $"No weights of {definition.Name} come with DnnBrain. Get them from {definition.WeightsSource} and give the file with -WeightPath, or ask for random weights with -Untrained.",
                definition.Name);
    }
}
