using DnnBrain.Activations;

namespace DnnBrain.Networks.Extraction;

/// <summary>Takes values and forgets them: to see how long an extraction takes.</summary>
internal sealed class ForgettingSink : IActivationSink
{
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
    }

    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values)
    {
    }

    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance) => [];

    public void Dispose()
    {
    }
}
