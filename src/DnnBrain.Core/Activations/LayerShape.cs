namespace DnnBrain.Activations;

/// <summary>A layer and the shape of its answer to one stimulus, as an extraction announces it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Rows">Height of the map.</param>
/// <param name="Columns">Width of the map.</param>
public readonly record struct LayerShape(string Layer, int Channels, int Rows, int Columns)
{
    // Null stands for maps, so that a shape without names equals one with the usual names.
    private readonly ActivationAxes? _axes;

    /// <summary>What the three axes are.</summary>
    public ActivationAxes Axes
    {
        get => _axes ?? ActivationAxes.Map;
        init => _axes = value == ActivationAxes.Map ? null : value;
    }

    /// <summary>Units a stimulus.</summary>
    public int UnitCount => checked(Channels * Rows * Columns);

    /// <summary>Layer and shape as <c>conv5 64×7×7</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Layer} {Channels}×{Rows}×{Columns}");

    /// <summary>The shape of the answers to some stimuli.</summary>
    public ActivationShape ForStimuli(int count) => new(count, Channels, Rows, Columns) { Axes = Axes };
}
