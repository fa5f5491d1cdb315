namespace DnnBrain.Representations;

/// <summary>What kernel is aligned, and how it is centred.</summary>
internal enum KernelKind
{
    /// <summary>Products of patterns, centred over stimuli.</summary>
    Linear,

    /// <summary>Products of patterns without their diagonal, U-centred.</summary>
    Debiased,

    /// <summary>exp(−d²/2σ²), centred over stimuli.</summary>
    Gaussian,
}
