using System.Numerics.Tensors;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>Each group of units of a stimulus with mean 0 and standard deviation 1 (ddof 0); a constant group is NaN.</summary>
public sealed class StimulusZScoreTransform : FittedTransform
{
    internal StimulusZScoreTransform(Activation source, TransformOptions options)
        : base(source, options, options.Axis, new UnitGroups(source.Shape.ForLayer(""), options.Axis).Size, 0)
    {
    }

    /// <inheritdoc/>
    public override LayerShape OutputShape => InputShape;

    internal override string? UndefinedPattern => "constant";

    private protected override Tensor ApplyToGroups(Tensor grouped)
    {
        int size = Groups.Size;
        float[] values = grouped.contiguous().ToArray<float>();
        Parallel.For(0, values.Length / size, i =>
        {
            Span<float> group = values.AsSpan(i * size, size);
            double[] z = new double[size];
            TensorPrimitives.ConvertTruncating<float, double>(group, z);
            Standardization.ToZScores(z, z);
            TensorPrimitives.ConvertTruncating<double, float>(z, group);
        });
        return tensor<float>(values, grouped.shape);
    }
}
