using System.Globalization;

namespace DnnBrain.Rsa;

/// <summary>How much better ONE model is than another, or than what one subject's data tell of another's, in ONE region.</summary>
public sealed record RsaDifference
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>What it is compared with: another model, or <c>(noise ceiling)</c>, the ceiling's lower bound.</summary>
    public required string Against { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Similarity of the model less that of what it is compared with.</summary>
    public required double Difference { get; init; }

    /// <summary>Standard error of <see cref="Difference"/>.</summary>
    public required double StandardError { get; init; }

    /// <summary>Two-sided p of <see cref="Difference"/>.</summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all differences that were tested together.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>
    /// The test: <c>Bootstrap Stimulus</c>, <c>Subject</c> or <c>Both</c> where the comparisons have one, else <c>SignFlip</c> or
    /// <c>StudentT</c> of the subjects' differences.
    /// </summary>
    public required string Test { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Both sides, difference and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} − {Against} in {Region}: {Difference:F3}, p {AdjustedPValue:G2} (adjusted)");
}
