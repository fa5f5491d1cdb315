namespace DnnBrain.Networks;

/// <summary>The tokens of a transformer: those that stand for no place come first, then the image's patches row by row.</summary>
/// <param name="ClassTokens">How many stand for the whole image.</param>
/// <param name="Rows">Patches from top to bottom.</param>
/// <param name="Columns">Patches from left to right.</param>
public sealed record TokenGrid(int ClassTokens, int Rows, int Columns)
{
    /// <summary>How many stand for a patch.</summary>
    public int Patches => Rows * Columns;
}
