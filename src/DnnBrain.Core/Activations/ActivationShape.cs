namespace DnnBrain.Activations;

/// <summary>The shape of a layer's answers: stimulus × channel × row × column, row-major.</summary>
/// <param name="Stimuli">Number of stimuli.</param>
/// <param name="Channels">Number of channels; for a fully connected layer its number of units.</param>
/// <param name="Rows">Height of the map; 1 for a fully connected or pooled layer.</param>
/// <param name="Columns">Width of the map; 1 for a fully connected or pooled layer.</param>
public readonly record struct ActivationShape(int Stimuli, int Channels, int Rows, int Columns)
{
    /// <summary>Units a stimulus: channels × rows × columns.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 − 1 units.</exception>
    public int UnitCount => checked(Channels * Rows * Columns);

    /// <summary>The shape as <c>120×64×7×7</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Stimuli}×{Channels}×{Rows}×{Columns}");
}
