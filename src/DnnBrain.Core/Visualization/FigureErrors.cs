namespace DnnBrain.Visualization;

/// <summary>What figures refuse.</summary>
internal static class FigureErrors
{
    public static DnnBrainException Empty(string what) =>
        new("FigureEmpty", ErrorKind.InvalidArgument, $"A figure needs at least one {what}; there is none.");

    public static DnnBrainException Shape(string panel, int rows, int columns, int labels) =>
        new("ShapeMismatch", ErrorKind.InvalidData, $"Matrix '{panel}' is {rows}×{columns}, but there are {labels} labels; {labels}×{labels} was expected.", panel);

    public static void ThrowIfUnordered(string panel, IReadOnlyList<double> time)
    {
        for (int i = 0; i < time.Count; i++)
        {
            if (!double.IsFinite(time[i]) || (i > 0 && time[i] <= time[i - 1]))
            {
                throw new DnnBrainException(
                    "TimeUnordered", ErrorKind.InvalidData, FormattableString.Invariant($"Time {i + 1} of '{panel}' is {time[i]}; an axis needs finite times that ascend."), panel);
            }
        }
    }
}
