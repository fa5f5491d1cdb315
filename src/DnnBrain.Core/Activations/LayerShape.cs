namespace DnnBrain.Activations;

/// <summary>A layer and the shape of its answer to one stimulus, as an extraction announces it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Rows">Height of the map.</param>
/// <param name="Columns">Width of the map.</param>
public readonly record struct LayerShape(string Layer, int Channels, int Rows, int Columns)
{
    /// <summary>Units a stimulus.</summary>
    public int UnitCount => checked(Channels * Rows * Columns);
}
