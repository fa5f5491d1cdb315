namespace DnnBrain.Rsa;

/// <summary>What a NaN or an infinity in a pattern means for its dissimilarities.</summary>
public enum MissingValue
{
    /// <summary>The pattern has none: its pairs are NaN, and a warning names it.</summary>
    Propagate,

    /// <summary>
    /// The unit is missing: each pair is taken over the units that both patterns have. Means are over those, sums are scaled up to all units; a
    /// pair that shares fewer units than the dissimilarity needs is NaN.
    /// </summary>
    PairwiseComplete,
}
