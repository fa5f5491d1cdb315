using DnnBrain.Formats.Weights;
using DnnBrain.Networks;

namespace DnnBrain.Formats.PyTorch;

/// <summary>The weights of a network in a file of torch.save. Counters of integer type, which batch norms keep, are passed over.</summary>
public sealed class PyTorchParameters : IParameterSource, IDisposable
{
    private readonly PyTorchReader _reader;

    /// <summary>Opens weights; reads the whole file once for its hash.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or a tensor has a size of 0 (<c>FileInvalid</c>).</exception>
    public PyTorchParameters(string path)
    {
        _reader = new PyTorchReader(path);
        try
        {
            Sha256 = InputFile.FromFile(path).Sha256;
            Shapes = _reader.Entries
                .Where(entry => entry.DataType <= PyTorchDataType.BFloat16)
                .ToDictionary(entry => entry.Name, entry => WeightShape.Require(entry.Name, entry.Shape, path), StringComparer.Ordinal);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => _reader.Name;

    /// <inheritdoc/>
    public string Sha256 { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorShape> Shapes { get; }

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination) => _reader.Read(name, destination);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _reader.Dispose();
}
