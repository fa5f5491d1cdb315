using DnnBrain.Statistics;

namespace DnnBrain.Networks.Initialization;

/// <summary>One number everywhere; draws nothing.</summary>
/// <param name="Value">The number.</param>
public sealed record ConstantInitializer(float Value) : IInitializer
{
    /// <summary>Zeros.</summary>
    public static ConstantInitializer Zero { get; } = new(0);

    /// <summary>Ones.</summary>
    public static ConstantInitializer One { get; } = new(1);

    /// <inheritdoc/>
    public void Fill(Span<float> values, RandomStream random) => values.Fill(Value);
}
