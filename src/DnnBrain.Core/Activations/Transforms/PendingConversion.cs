namespace DnnBrain.Activations.Transforms;

/// <summary>A transformation and an activation under it, whose values are computed when they are read.</summary>
public sealed class PendingConversion
{
    private readonly ITransformedValues _values;

    internal PendingConversion(Activation source, FittedTransform fit, ITransformedValues values)
    {
        Fit = fit;
        _values = values;
        Provenance provenance = fit.Provenance with { Sources = [source.Provenance, .. fit.Provenance.Sources.Where(s => s != source.Provenance)] };
        Activation = new Activation(source.Model, source.Layer, source.StimulusId, values, provenance);
    }

    /// <summary>The transformation.</summary>
    public FittedTransform Fit { get; }

    /// <summary>The activation, to be written or copied: each reading computes anew.</summary>
    public Activation Activation { get; }

    /// <summary>Stimuli among those read that hold a NaN or an infinity.</summary>
    public IReadOnlyList<string> NotFinite => [.. _values.NotFinite.Select(i => Activation.StimulusId[i])];

    /// <summary>Stimuli among those read that are finite and have no features.</summary>
    public IReadOnlyList<string> Undefined => [.. _values.Undefined.Select(i => Activation.StimulusId[i])];
}
