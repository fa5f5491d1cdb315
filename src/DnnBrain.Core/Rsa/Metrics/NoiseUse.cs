namespace DnnBrain.Rsa.Metrics;

/// <summary>What a dissimilarity does with a noise covariance.</summary>
public enum NoiseUse
{
    /// <summary>Nothing: to give it one is an error.</summary>
    None,

    /// <summary>It takes one where one is given.</summary>
    Optional,

    /// <summary>It cannot do without.</summary>
    Required,
}
