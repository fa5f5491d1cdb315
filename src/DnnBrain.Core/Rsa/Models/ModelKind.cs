namespace DnnBrain.Rsa.Models;

/// <summary>What the values of a stimulus property are, and so how they differ.</summary>
public enum ModelKind
{
    /// <summary>Names: 0 for the same, 1 for different ones.</summary>
    Categorical,

    /// <summary>Levels in an order: the number of levels between two, plus one; 0 for the same.</summary>
    Ordinal,

    /// <summary>Numbers: the absolute difference.</summary>
    Numeric,
}
