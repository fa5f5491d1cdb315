using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>The units of a layer in groups that are transformed each by itself.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Axis">The axis that the features replace.</param>
internal readonly record struct UnitGroups(LayerShape Layer, FeatureAxis Axis)
{
    private int Locations => Layer.Rows * Layer.Columns;

    /// <summary>How many groups: 1, one a location, or one a channel.</summary>
    public int Count => Axis switch { FeatureAxis.Layer => 1, FeatureAxis.Channel => Locations, _ => Layer.Channels };

    /// <summary>Units a group.</summary>
    public int Size => Layer.UnitCount / Count;

    /// <summary>The shape that a number of features a group gives.</summary>
    public LayerShape Output(int features) => Axis switch
    {
        FeatureAxis.Layer => Layer with { Channels = features, Rows = 1, Columns = 1, Axes = ActivationAxes.Map },
        FeatureAxis.Channel => Layer with { Channels = features },
        _ => Layer with { Rows = features, Columns = 1, Axes = ActivationAxes.Map },
    };

    /// <summary>Rows as stimulus × group × unit of the group, from stimulus × unit.</summary>
    public Tensor Split(Tensor rows)
    {
        long n = rows.size(0);
        return Axis switch
        {
            FeatureAxis.Layer => rows.reshape([n, 1, Layer.UnitCount]),
            FeatureAxis.Channel => rows.reshape([n, Layer.Channels, Locations]).transpose(1, 2).contiguous(),
            _ => rows.reshape([n, Layer.Channels, Locations]),
        };
    }

    /// <summary>Features as stimulus × unit of <see cref="Output"/>, from stimulus × group × feature.</summary>
    public Tensor Merge(Tensor features) =>
        (Axis == FeatureAxis.Channel ? features.transpose(1, 2) : features).contiguous().reshape([features.size(0), -1]);

    /// <summary>Copies the units of one group out of a pattern.</summary>
    public void Gather(int group, ReadOnlySpan<float> pattern, Span<float> destination)
    {
        if (Axis != FeatureAxis.Channel)
        {
            pattern.Slice(group * Size, Size).CopyTo(destination);
            return;
        }

        for (int channel = 0; channel < destination.Length; channel++)
        {
            destination[channel] = pattern[(channel * Locations) + group];
        }
    }

    /// <summary>What a group is called in messages; empty for the whole layer.</summary>
    public string Describe(int group) => Axis switch
    {
        FeatureAxis.Layer => "",
        FeatureAxis.Channel => $" at row {(group / Layer.Columns) + 1}, column {(group % Layer.Columns) + 1}",
        _ => $" in channel {group + 1}",
    };
}
