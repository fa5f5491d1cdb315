namespace DnnBrain.Networks.Operations;

/// <summary>A size on a map. A single number stands for both directions.</summary>
/// <param name="Rows">Along the height.</param>
/// <param name="Columns">Along the width.</param>
public readonly record struct Extent(int Rows, int Columns)
{
    /// <summary>The same in both directions.</summary>
    public static implicit operator Extent(int both) => new(both, both);

    /// <summary>Rows and columns.</summary>
    public static implicit operator Extent((int Rows, int Columns) extent) => new(extent.Rows, extent.Columns);

    /// <summary>Rows and columns as <c>1×7</c>; one number where they are equal.</summary>
    public override string ToString() => Rows == Columns ? $"{Rows}" : $"{Rows}×{Columns}";
}
