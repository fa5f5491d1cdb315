using System.Globalization;

namespace DnnBrain.Rsa;

/// <summary>How far the distribution of ONE layer's, channel's or RDM's values to one set of stimuli is from that to another.</summary>
public sealed record DistributionDistance
{
    /// <summary>The layer, region or RDM.</summary>
    public required string Name { get; init; }

    /// <summary>The layer, region or RDM of the other set.</summary>
    public required string Reference { get; init; }

    /// <summary>The channel, from 1; null for all values together.</summary>
    public required int? Channel { get; init; }

    /// <summary>The distance's kind.</summary>
    public required DistributionMethod Method { get; init; }

    /// <summary>The distance.</summary>
    public required double Distance { get; init; }

    /// <summary>p of the exchange of stimuli between the sets; NaN where they cannot be exchanged.</summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all layers and channels of the call that have the same stimuli.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Whether both sets hold the same stimuli, so that the two answers to one are exchanged.</summary>
    public required bool IsPaired { get; init; }

    /// <summary>Lower edge of the first bin: the smallest value of both sets, or 0.5 below it where there is one value only.</summary>
    public required double Low { get; init; }

    /// <summary>Upper edge of the last bin: the largest value of both sets, or 0.5 above it where there is one value only.</summary>
    public required double High { get; init; }

    /// <summary>Share of the first set's values in each bin.</summary>
    public required IReadOnlyList<double> Share { get; init; }

    /// <summary>Share of the other set's values in each bin.</summary>
    public required IReadOnlyList<double> ReferenceShare { get; init; }

    /// <summary>Number of exchanges.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Name, channel and distance on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}{(Channel is { } channel ? $" channel {channel}" : "")}: {Method} {Distance:G4}, p {AdjustedPValue:G2} (adjusted)");
}
