namespace DnnBrain.Visualization;

/// <summary>What figures refuse.</summary>
internal static class FigureErrors
{
    public static DnnBrainException Empty(string what) =>
        new("FigureEmpty", ErrorKind.InvalidArgument, $"A figure needs at least one {what}; there is none.");

    public static DnnBrainException Shape(string panel, int rows, int columns, int labels) =>
        new("ShapeMismatch", ErrorKind.InvalidData, $"Matrix '{panel}' is {rows}×{columns}, but there are {labels} labels; {labels}×{labels} was expected.", panel);
}
