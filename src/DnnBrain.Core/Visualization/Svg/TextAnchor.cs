namespace DnnBrain.Visualization.Svg;

/// <summary>Which part of a text stands at its position.</summary>
internal enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}
