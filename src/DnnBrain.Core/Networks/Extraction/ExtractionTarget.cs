namespace DnnBrain.Networks.Extraction;

/// <summary>Where an extraction puts what it computes.</summary>
public enum ExtractionTarget
{
    /// <summary>All values stay in memory.</summary>
    Memory,

    /// <summary>Values go to an .act.h5 as they come.</summary>
    File,

    /// <summary>Of each layer the products of its answers are kept, in memory; answers wait in memory or in a scratch file.</summary>
    Gram,
}
