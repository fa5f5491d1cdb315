namespace DnnBrain.Activations.Transforms;

/// <summary>How principal components are computed.</summary>
public enum PcaSolver
{
    /// <summary>Exact for small sets, for a share of the variance, and for most of the components; else randomised.</summary>
    Auto,

    /// <summary>All eigenvectors of the smaller of the Gram and the covariance matrix, in float64.</summary>
    Exact,

    /// <summary>A block Krylov space from a random start, in float32 (Halko, Martinsson, Shkolnisky, Tygert 2011).</summary>
    Randomized,
}
