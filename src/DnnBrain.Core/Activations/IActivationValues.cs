namespace DnnBrain.Activations;

/// <summary>The values of one layer, in memory or in a file behind it. Reading is thread-safe.</summary>
public interface IActivationValues
{
    /// <summary>The shape of the whole.</summary>
    ActivationShape Shape { get; }

    /// <summary>The file behind the values; null where they are in memory.</summary>
    string? Path { get; }

    /// <summary>Reads the answers to some stimuli, row-major.</summary>
    /// <param name="firstStimulus">0-based first stimulus.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="destination">Takes <paramref name="stimulusCount"/> × <see cref="ActivationShape.UnitCount"/> values.</param>
    void Read(int firstStimulus, int stimulusCount, Span<float> destination);
}
