namespace DnnBrain.Rsa.Searchlights;

/// <summary>What came out at a centre.</summary>
internal enum CenterOutcome : byte
{
    /// <summary>A similarity to each model.</summary>
    Scored,

    /// <summary>A NaN or an infinity among the values around it.</summary>
    NotFinite,

    /// <summary>A pattern without a dissimilarity: a constant one for Correlation.</summary>
    UndefinedPattern,

    /// <summary>Fewer units than the dissimilarity needs.</summary>
    TooFewUnits,

    /// <summary>Pairs without a dissimilarity, or all equally dissimilar.</summary>
    UndefinedRdm,
}
