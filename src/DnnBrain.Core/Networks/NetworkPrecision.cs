namespace DnnBrain.Networks;

/// <summary>The numbers that a network's weights are and that it computes with.</summary>
public enum NetworkPrecision
{
    /// <summary>32-bit floating point, as networks are trained.</summary>
    Float32,

    /// <summary>
    /// bfloat16: the range of Float32 with 8 significant bits, 0.4 % a number. Half the memory; faster only where the processor or the GPU has
    /// instructions for it.
    /// </summary>
    BFloat16,
}
