namespace DnnBrain.Networks.Preprocessing;

/// <summary>(x / 255 − mean) / deviation for red, green and blue, as torchvision's <c>ToTensor</c> and <c>Normalize</c>.</summary>
public sealed record ChannelNormalization
{
    private readonly float[] _mean;
    private readonly float[] _deviation;

    /// <summary>Makes a normalisation.</summary>
    /// <param name="mean">Three means on the scale 0 to 1.</param>
    /// <param name="deviation">Three standard deviations on the scale 0 to 1, none of them 0.</param>
    /// <exception cref="ArgumentException">There are not three of each, or a deviation is 0.</exception>
    public ChannelNormalization(IEnumerable<float> mean, IEnumerable<float> deviation)
    {
        _mean = [.. mean];
        _deviation = [.. deviation];
        if (_mean.Length != 3 || _deviation.Length != 3 || _deviation.Contains(0f))
        {
            throw new ArgumentException($"Three means and three deviations other than 0 are needed, not {this}.", nameof(mean));
        }
    }

    /// <summary>The values that torchvision's ImageNet models take.</summary>
    public static ChannelNormalization ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Three means on the scale 0 to 1.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Three standard deviations on the scale 0 to 1.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>The same values for all three channels.</summary>
    public static ChannelNormalization Same(float mean, float deviation) => new([mean, mean, mean], [deviation, deviation, deviation]);

    /// <summary>Whether both have the same values.</summary>
    public bool Equals(ChannelNormalization? other) =>
        other is not null && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_mean[0], _mean[1], _mean[2], _deviation[0], _deviation[1], _deviation[2]);

    /// <summary>The formula with its values: <c>(x/255 - 0.286) / 0.353</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"(x/255 - {Text(_mean)}) / {Text(_deviation)}");

    private static string Text(float[] values) => values.Distinct().Count() == 1
        ? values[0].ToString(System.Globalization.CultureInfo.InvariantCulture)
        : $"[{string.Join(", ", values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
