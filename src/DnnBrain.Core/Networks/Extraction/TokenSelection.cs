namespace DnnBrain.Networks.Extraction;

/// <summary>Which tokens of a transformer's layer are extracted.</summary>
public enum TokenSelection
{
    /// <summary>Every token, class token first: feature × token.</summary>
    All,

    /// <summary>The class token alone: one value a feature.</summary>
    Class,

    /// <summary>The mean over the patches, without the class token: one value a feature.</summary>
    Mean,

    /// <summary>The patches without the class token, as a map: feature × row × column.</summary>
    Patch,
}
