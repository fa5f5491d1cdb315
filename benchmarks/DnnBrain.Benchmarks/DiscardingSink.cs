using DnnBrain.Activations;

namespace DnnBrain.Benchmarks;

/// <summary>Takes values and forgets them: what an extraction costs by itself.</summary>
internal sealed class DiscardingSink : IActivationSink
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
