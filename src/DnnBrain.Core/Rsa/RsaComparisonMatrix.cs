using System.Globalization;

namespace DnnBrain.Rsa;

/// <summary>The similarity of every model RDM with every reference RDM, without tests.</summary>
public sealed record RsaComparisonMatrix
{
    /// <summary>How the RDMs were compared, for example <c>Spearman</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The model RDMs' names, one a row.</summary>
    public required IReadOnlyList<string> Name { get; init; }

    /// <summary>The reference RDMs' names, one a column.</summary>
    public required IReadOnlyList<string> Region { get; init; }

    /// <summary>The reference RDMs' subjects, one a column; empty text where one names none.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>Model × reference.</summary>
    public required double[,] Similarity { get; init; }

    /// <summary>Number of stimuli that were compared.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Number of pairs of stimuli that were compared.</summary>
    public required int PairCount { get; init; }

    /// <summary>Number of pairs that were left out, because an RDM of the call has no value for them.</summary>
    public required int DroppedPairCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Method and size.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} {Name.Count}×{Region.Count}");
}
