namespace DnnBrain.Activations;

/// <summary>Values of one layer in memory.</summary>
public sealed class MemoryActivationValues : IActivationValues
{
    private readonly float[] _values;

    /// <summary>Takes over an array; the caller must not change it afterwards.</summary>
    /// <exception cref="ArgumentException">The array's length is not that of the shape.</exception>
    public MemoryActivationValues(ActivationShape shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != (long)shape.Stimuli * shape.UnitCount)
        {
            throw new ArgumentException($"A shape of {shape} needs {(long)shape.Stimuli * shape.UnitCount} values, not {values.Length}.", nameof(values));
        }

        Shape = shape;
        _values = values;
    }

    /// <inheritdoc/>
    public ActivationShape Shape { get; }

    /// <inheritdoc/>
    public string? Path => null;

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = Shape.UnitCount;
        _values.AsSpan(checked(firstStimulus * units), checked(stimulusCount * units)).CopyTo(destination);
    }
}
