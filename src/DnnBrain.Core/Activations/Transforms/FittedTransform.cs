using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// A transformation of one layer's units that knows all it needs: stimuli that it has never seen are transformed as those it was
/// fitted on. Immutable.
/// </summary>
public abstract class FittedTransform
{
    private protected FittedTransform(Activation source, TransformOptions options, FeatureAxis axis, int featureCount, int stimulusCount)
    {
        Model = source.Model;
        Layer = source.Layer;
        Method = options.Method;
        Axis = axis;
        Groups = new UnitGroups(source.Shape.ForLayer(source.Layer), axis);
        FeatureCount = featureCount;
        StimulusCount = stimulusCount;
    }

    /// <summary>The network's name.</summary>
    public string Model { get; }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>What is made of the units.</summary>
    public TransformMethod Method { get; }

    /// <summary>The axis that the features replace.</summary>
    public FeatureAxis Axis { get; }

    /// <summary>Features of each group of units.</summary>
    public int FeatureCount { get; }

    /// <summary>Stimuli that it was fitted on; 0 where nothing is fitted.</summary>
    public int StimulusCount { get; }

    /// <summary>The shape of what it takes.</summary>
    public LayerShape InputShape => Groups.Layer;

    /// <summary>The shape of what it gives.</summary>
    public virtual LayerShape OutputShape => Groups.Output(FeatureCount);

    /// <summary>How it was made, with the numbers that tell of the fit.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What the units of an unremarkable stimulus must not be for its features to exist; null where any will do.</summary>
    internal virtual string? UndefinedPattern => null;

    /// <summary>Bytes that one stimulus takes while it is transformed, besides its values.</summary>
    internal virtual long BytesPerStimulus => 3L * sizeof(double) * Math.Max(InputShape.UnitCount, OutputShape.UnitCount);

    private protected UnitGroups Groups { get; }

    /// <summary>Transforms stimuli.</summary>
    /// <param name="rows">Stimulus × unit, float32.</param>
    /// <returns>Stimulus × unit of <see cref="OutputShape"/>, contiguous. A stimulus that is not finite gives NaN where it matters.</returns>
    internal virtual Tensor Apply(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        return Groups.Merge(ApplyToGroups(Groups.Split(rows))).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Transforms stimulus × group × unit to stimulus × group × feature; called within a scope.</summary>
    private protected abstract Tensor ApplyToGroups(Tensor grouped);

    /// <summary>Layer, method and shapes.</summary>
    public override string ToString() =>
        $"{Layer} {Method}: {InputShape.Channels}×{InputShape.Rows}×{InputShape.Columns} to {OutputShape.Channels}×{OutputShape.Rows}×{OutputShape.Columns}";
}
