namespace DnnBrain.Activations;

/// <summary>Which units of ONE layer are meant, as a .dmask.csv says it: 1-based, and what is not named is all.</summary>
public sealed record DnnMask
{
    /// <summary>Makes a mask.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="channel">1-based channels; null for all.</param>
    /// <param name="row">1-based rows of the map; null for all.</param>
    /// <param name="column">1-based columns of the map; null for all.</param>
    /// <exception cref="DnnBrainException">A number is below 1, or a list is empty (<c>MaskInvalid</c>).</exception>
    public DnnMask(string layer, IEnumerable<int>? channel = null, IEnumerable<int>? row = null, IEnumerable<int>? column = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(layer);
        Layer = layer;
        Channel = Check(channel, nameof(Channel));
        Row = Check(row, nameof(Row));
        Column = Check(column, nameof(Column));
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>1-based channels, in the order wanted; null for all.</summary>
    public IReadOnlyList<int>? Channel { get; }

    /// <summary>1-based rows of the map; null for all.</summary>
    public IReadOnlyList<int>? Row { get; }

    /// <summary>1-based columns of the map; null for all.</summary>
    public IReadOnlyList<int>? Column { get; }

    /// <summary>The mask with 0-based indices, as code takes it.</summary>
    public UnitSelection ToSelection() => new(ZeroBased(Channel), ZeroBased(Row), ZeroBased(Column));

    /// <summary>What of the layer is meant, in words: <c>channels 1 2, row 4</c>, or <c>all</c>.</summary>
    public string Units =>
        string.Join(", ", new[] { Describe("channel", Channel), Describe("row", Row), Describe("column", Column) }.Where(axis => axis.Length > 0)) is { Length: > 0 } units
            ? units
            : "all";

    /// <summary>The layer and what of it.</summary>
    public override string ToString() => $"{Layer}: {Units}";

    private System.Collections.ObjectModel.ReadOnlyCollection<int>? Check(IEnumerable<int>? indices, string axis)
    {
        if (indices is null)
        {
            return null;
        }

        int[] all = [.. indices];
        return all.Length > 0 && all.All(i => i >= 1)
            ? Array.AsReadOnly(all)
            : throw new DnnBrainException("MaskInvalid", ErrorKind.InvalidArgument, $"{axis} of layer '{Layer}' is [{string.Join(", ", all)}]; one or more numbers from 1 on were expected.", Layer);
    }

    private static int[]? ZeroBased(IReadOnlyList<int>? indices) => indices is null ? null : [.. indices.Select(i => i - 1)];

    private static string Describe(string axis, IReadOnlyList<int>? indices) =>
        indices is null ? "" : $"{axis}{(indices.Count == 1 ? "" : "s")} {string.Join(' ', indices)}";
}
