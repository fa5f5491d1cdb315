namespace DnnBrain.Statistics.Inference;

/// <summary>A value of a bootstrap, or the difference of two.</summary>
/// <param name="Value">0-based index of the value.</param>
/// <param name="Against">The value that is subtracted; null for none.</param>
public readonly record struct Contrast(int Value, int? Against = null)
{
    /// <summary>Evaluates the contrast on one draw's values.</summary>
    public double Of(ReadOnlySpan<double> values) => Against is { } other ? values[Value] - values[other] : values[Value];
}
