namespace DnnBrain.Activations.Transforms;

/// <summary>What is made of the units of an activation.</summary>
public enum TransformMethod
{
    /// <summary>Scores on principal components, fitted on all stimuli or on some.</summary>
    Pca,

    /// <summary>Products with a sparse random matrix, which keep distances (Li, Hastie, Church 2006).</summary>
    SparseRandomProjection,

    /// <summary>Counts of values in bins of equal width.</summary>
    Histogram,

    /// <summary>The one-sided power spectral density of the values in their order.</summary>
    PowerSpectrum,

    /// <summary>One number a channel.</summary>
    Pooling,

    /// <summary>Mean 0 and standard deviation 1.</summary>
    ZScore,
}
