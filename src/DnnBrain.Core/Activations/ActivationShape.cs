namespace DnnBrain.Activations;

/// <summary>The shape of a layer's answers: stimulus × channel × row × column, row-major.</summary>
/// <param name="Stimuli">Number of stimuli.</param>
/// <param name="Channels">Number of channels; for a fully connected layer its number of units.</param>
/// <param name="Rows">Height of the map; 1 for a fully connected or pooled layer.</param>
/// <param name="Columns">Width of the map; 1 for a fully connected or pooled layer.</param>
public readonly record struct ActivationShape(int Stimuli, int Channels, int Rows, int Columns)
{
    // Null stands for maps, so that a shape without names equals one with the usual names.
    private readonly ActivationAxes? _axes;

    /// <summary>What the three axes behind the stimuli are.</summary>
    public ActivationAxes Axes
    {
        get => _axes ?? ActivationAxes.Map;
        init => _axes = value == ActivationAxes.Map ? null : value;
    }

    /// <summary>Units a stimulus: channels × rows × columns.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 − 1 units.</exception>
    public int UnitCount => checked(Channels * Rows * Columns);

    /// <summary>The shape of the answer to one stimulus.</summary>
    public LayerShape ForLayer(string layer) => new(layer, Channels, Rows, Columns) { Axes = Axes };

    /// <summary>The shape as <c>120×64×7×7</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Stimuli}×{Channels}×{Rows}×{Columns}");
}
