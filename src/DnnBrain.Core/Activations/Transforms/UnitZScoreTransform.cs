using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>Each unit less its mean over the stimuli of the fit, divided by its standard deviation over them (ddof 0).</summary>
/// <remarks>A unit that was the same to all of them becomes 0 for any stimulus: it has no scale.</remarks>
public sealed class UnitZScoreTransform : FittedTransform
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    internal UnitZScoreTransform(Activation source, TransformOptions options, UnitStatistics units)
        : base(source, options, FeatureAxis.Layer, source.UnitCount, units.StimulusCount)
    {
        _mean = units.Mean;
        _scale = units.InverseDeviation();
    }

    /// <inheritdoc/>
    public override LayerShape OutputShape => InputShape;

    /// <summary>Units that were the same to all stimuli of the fit.</summary>
    public int ConstantUnitCount => _scale.Count(scale => scale == 0);

    private protected override Tensor ApplyToGroups(Tensor grouped) =>
        (grouped.@double() - tensor<double>(_mean)) * tensor<double>(_scale);
}
