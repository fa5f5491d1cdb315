namespace DnnBrain.Activations.Epochs;

/// <summary>How a time axis is cut into bins. All times are in seconds.</summary>
public sealed record TimeBinOptions
{
    /// <summary>The first time that is taken, inclusive; null for the first sample.</summary>
    public double? Start { get; init; }

    /// <summary>The last time that is taken, inclusive; null for the last sample.</summary>
    public double? End { get; init; }

    /// <summary>The width of a bin; null for one sample. One that takes in the whole window makes one bin.</summary>
    public double? Width { get; init; }

    /// <summary>From the beginning of a bin to that of the next; null for the width, so that bins follow one another without overlap.</summary>
    public double? Step { get; init; }

    /// <summary>What the units of a bin are.</summary>
    public TimeBinContent Content { get; init; } = TimeBinContent.Mean;
}
