namespace DnnBrain.Activations;

/// <summary>Keeps all values in memory.</summary>
public sealed class MemoryActivationSink : IActivationSink
{
    private string _model = "";
    private IReadOnlyList<LayerShape> _layers = [];
    private float[][] _values = [];
    private int[] _filled = [];

    /// <inheritdoc/>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        ArgumentNullException.ThrowIfNull(layers);
        _model = model;
        _layers = layers;
        _filled = new int[layers.Count];
        _values = [.. layers.Select(layer => Allocate(layer, expectedStimulusCount))];
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values)
    {
        int units = _layers[layerIndex].UnitCount;
        values[..(stimulusCount * units)].CopyTo(_values[layerIndex].AsSpan(_filled[layerIndex] * units));
        _filled[layerIndex] += stimulusCount;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        return [.. _layers.Select((layer, i) =>
        {
            var shape = layer.ForStimuli(_filled[i]);
            float[] values = _values[i];
            Array.Resize(ref values, shape.Stimuli * shape.UnitCount);
            return new Activation(_model, layer.Layer, stimulusId, new MemoryActivationValues(shape, values), provenance);
        })];
    }

    /// <inheritdoc/>
    public void Dispose() => _values = [];

    private static float[] Allocate(LayerShape layer, int stimuli)
    {
        long count = (long)layer.UnitCount * stimuli;
        if (count > Array.MaxLength)
        {
            throw new DnnBrainException(
                "ActivationTooLarge",
                ErrorKind.ResourceUnavailable,
                $"Layer '{layer.Layer}' gives {count:N0} values for {stimuli} stimuli, more than one array holds. Write it to a file with -OutFile, or pool it.",
                layer.Layer);
        }

        return new float[count];
    }
}
