namespace DnnBrain.Formats.Mat;

/// <summary>What a MATLAB variable holds.</summary>
public enum MatClass
{
    /// <summary>Real numbers of any width, and logical values.</summary>
    Numeric,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>A cell array.</summary>
    Cell,

    /// <summary>A struct array.</summary>
    Struct,

    /// <summary>Complex or sparse numbers, objects, functions: not read.</summary>
    Other,
}
