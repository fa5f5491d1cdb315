using System.Globalization;

namespace DnnBrain.Activations;

/// <summary>Which units of a layer: channels, rows and columns, each in any order and with repetitions; null takes all.</summary>
/// <param name="Channels">0-based channels.</param>
/// <param name="Rows">0-based rows of the map.</param>
/// <param name="Columns">0-based columns of the map.</param>
public sealed record UnitSelection(IReadOnlyList<int>? Channels = null, IReadOnlyList<int>? Rows = null, IReadOnlyList<int>? Columns = null)
{
    /// <summary>The shape of what is selected.</summary>
    /// <exception cref="DnnBrainException">An index is out of the layer's range, or a list is empty (<c>UnitNotFound</c>).</exception>
    public LayerShape Apply(LayerShape layer) => layer with
    {
        Channels = Check(Channels, layer.Channels, layer.Axes.Channel, layer.Layer),
        Rows = Check(Rows, layer.Rows, layer.Axes.Row, layer.Layer),
        Columns = Check(Columns, layer.Columns, layer.Axes.Column ?? "column", layer.Layer),
    };

    /// <summary>The selected units' positions in a stimulus' pattern, channel × row × column, row-major.</summary>
    /// <exception cref="DnnBrainException">As for <see cref="Apply"/>.</exception>
    public int[] ToUnits(LayerShape layer)
    {
        LayerShape selected = Apply(layer);
        int[] units = new int[selected.UnitCount];
        int i = 0;
        for (int c = 0; c < selected.Channels; c++)
        {
            for (int r = 0; r < selected.Rows; r++)
            {
                for (int k = 0; k < selected.Columns; k++)
                {
                    units[i++] = (((At(Channels, c) * layer.Rows) + At(Rows, r)) * layer.Columns) + At(Columns, k);
                }
            }
        }

        return units;
    }

    /// <summary>The lists as people read them, 1-based, for provenance; only those that select.</summary>
    public IReadOnlyDictionary<string, string> Describe() =>
        new (string Name, IReadOnlyList<int>? Indices)[] { ("Channel", Channels), ("Row", Rows), ("Column", Columns) }
            .Where(axis => axis.Indices is not null)
            .ToDictionary(axis => axis.Name, axis => string.Join(' ', axis.Indices!.Select(i => (i + 1).ToString(CultureInfo.InvariantCulture))));

    private static int At(IReadOnlyList<int>? indices, int i) => indices is null ? i : indices[i];

    private static int Check(IReadOnlyList<int>? indices, int size, string axis, string layer)
    {
        if (indices is null)
        {
            return size;
        }

        foreach (int index in indices)
        {
            if (index < 0 || index >= size)
            {
                throw new DnnBrainException("UnitNotFound", ErrorKind.NotFound, $"Layer '{layer}' has no {axis} {index + 1}; it has {axis}s 1 to {size}.", index + 1);
            }
        }

        return indices.Count > 0
            ? indices.Count
            : throw new DnnBrainException("UnitNotFound", ErrorKind.InvalidArgument, $"No {axis} of layer '{layer}' is asked for.", layer);
    }
}
