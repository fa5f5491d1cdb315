using System.Security.Cryptography;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;

namespace DnnBrain.Formats.Safetensors;

/// <summary>The weights of a network in a safetensors file. Counters of integer type, which batch norms keep, are passed over.</summary>
public sealed class SafetensorsParameters : IParameterSource, IDisposable
{
    private readonly SafetensorsReader _reader;

    /// <summary>Opens weights; reads the whole stream once for its hash.</summary>
    /// <param name="stream">A seekable stream; it is closed with this object.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <exception cref="DataFileException">The content is no safetensors file, or a tensor has a size of 0 (<c>FileInvalid</c>).</exception>
    public SafetensorsParameters(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            _reader = new SafetensorsReader(stream, name);
            Shapes = _reader.Entries
                .Where(entry => SafetensorsElement.IsFloatingPoint(entry.DataType))
                .ToDictionary(entry => entry.Name, entry => WeightShape.Require(entry.Name, entry.Shape, name), StringComparer.Ordinal);
        }
        catch
        {
            stream.Dispose();
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
