using System.Globalization;

namespace DnnBrain.Representations;

/// <summary>How alike ONE layer and ONE region of one subject are.</summary>
public sealed record RepresentationComparison
{
    /// <summary>The model's name: a layer.</summary>
    public required string Name { get; init; }

    /// <summary>Where the model comes from: a network's or a file's name.</summary>
    public required string Source { get; init; }

    /// <summary>The reference's name: a region, or another layer.</summary>
    public required string Region { get; init; }

    /// <summary>The reference's subject; empty text where it names none.</summary>
    public required string Subject { get; init; }

    /// <summary>How they were compared, for example <c>LinearCka</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The similarity; a distance for Procrustes.</summary>
    public required double Value { get; init; }

    /// <summary>p by permutation of stimulus labels, for more alike than by chance; NaN without permutations.</summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all pairs of the call by the maximum statistic.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Number of label permutations behind <see cref="PValue"/>.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Layer, region, value and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} × {Region}{(Subject.Length > 0 ? $" {Subject}" : "")}: {Method} {Value:F3}, p {AdjustedPValue:G2} (adjusted)");
}
