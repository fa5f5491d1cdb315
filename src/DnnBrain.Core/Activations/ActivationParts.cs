namespace DnnBrain.Activations;

/// <summary>A layer as one pattern set a channel, or one a position of its map.</summary>
public static class ActivationParts
{
    /// <summary>What a layer can be parted by.</summary>
    public static IReadOnlyList<string> Axes { get; } = Array.AsReadOnly(["Channel", "Position"]);

    /// <summary>Parts a layer.</summary>
    /// <param name="activation">The layer.</param>
    /// <param name="axis">Channel: the map of each channel. Position: all channels at each row and column.</param>
    /// <param name="maxMemory">Bytes: a layer that takes less is read once, a larger one once a part.</param>
    /// <returns>Sets named <c>conv1 channel 3</c> or <c>conv1 position 2,5</c> (row and column), 1-based.</returns>
    /// <exception cref="DnnBrainException">There is no such axis (<c>AxisNotFound</c>).</exception>
    public static IReadOnlyList<IPatternSet> Split(Activation activation, string axis, long maxMemory)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ActivationShape shape = activation.Shape;
        int map = shape.Rows * shape.Columns;
        long values = (long)shape.Stimuli * shape.UnitCount;
        float[]? loaded = values <= Array.MaxLength && values * sizeof(float) <= maxMemory ? activation.ToArray() : null;
        return axis.ToUpperInvariant() switch
        {
            "CHANNEL" => [.. Enumerable.Range(0, shape.Channels).Select(channel =>
                new UnitSubset(activation, $"{activation.Layer} channel {channel + 1}", [.. Enumerable.Range(channel * map, map)], loaded))],
            "POSITION" => [.. Enumerable.Range(0, map).Select(place =>
                new UnitSubset(
                    activation,
                    $"{activation.Layer} position {(place / shape.Columns) + 1},{(place % shape.Columns) + 1}",
                    [.. Enumerable.Range(0, shape.Channels).Select(channel => (channel * map) + place)],
                    loaded))],
            _ => throw new DnnBrainException("AxisNotFound", ErrorKind.NotFound, $"A layer has no '{axis}' to be parted by; it has {string.Join(" and ", Axes)}.", axis),
        };
    }
}
