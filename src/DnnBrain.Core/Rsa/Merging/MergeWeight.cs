namespace DnnBrain.Rsa.Merging;

/// <summary>What a dissimilarity weighs in a merged RDM.</summary>
public enum MergeWeight
{
    /// <summary>All the same.</summary>
    Equal,

    /// <summary>
    /// Its square, at least 0.04: in an arrangement, large distances are placed more precisely than small ones (Kriegeskorte and Mur 2012).
    /// Dissimilarities are expected on a scale of about 0 to 1 there.
    /// </summary>
    Evidence,

    /// <summary>One over the number of pairs that its RDM has.</summary>
    SetSize,
}
