namespace DnnBrain.Activations;

/// <summary>The precision in which a set of patterns is stored.</summary>
public enum PatternPrecision
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,
}
