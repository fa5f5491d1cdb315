using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>Pooling of each channel's map, as while extracting.</summary>
public sealed class PoolingTransform : FittedTransform
{
    internal PoolingTransform(Activation source, TransformOptions options)
        : base(source, options, FeatureAxis.Location, 1, 0)
    {
        Pooling = options.Pooling;
    }

    /// <summary>How a map becomes one number.</summary>
    public Pooling Pooling { get; }

    internal override Tensor Apply(Tensor rows) =>
        MapPooling.Pool(rows.reshape([rows.size(0), InputShape.Channels, InputShape.Rows, InputShape.Columns]), Pooling);

    private protected override Tensor ApplyToGroups(Tensor grouped) => throw new NotSupportedException();
}
