namespace DnnBrain.Networks;

/// <summary>Weights by name, as a file has them.</summary>
public interface IParameterSource
{
    /// <summary>What the source is called in messages: a file's path.</summary>
    string Name { get; }

    /// <summary>SHA-256 of the whole source, lower-case hexadecimal.</summary>
    string Sha256 { get; }

    /// <summary>The shapes of all parameters by name.</summary>
    IReadOnlyDictionary<string, TensorShape> Shapes { get; }

    /// <summary>Reads one parameter, converted to 32-bit floating point.</summary>
    /// <param name="name">One of the names in <see cref="Shapes"/>.</param>
    /// <param name="destination">Takes all its values, row-major.</param>
    void Read(string name, Span<float> destination);
}
