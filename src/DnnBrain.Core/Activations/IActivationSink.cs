namespace DnnBrain.Activations;

/// <summary>Where an extraction puts what it computes: memory, a file, a running statistic.</summary>
/// <remarks>
/// Called from one thread at a time: <see cref="Open"/> once, <see cref="Append"/> for every batch and layer, then
/// <see cref="Complete"/>. Disposing without <see cref="Complete"/> leaves nothing behind.
/// </remarks>
public interface IActivationSink : IDisposable
{
    /// <summary>Announces the layers.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="layers">The layers in the network's order.</param>
    /// <param name="expectedStimulusCount">An upper bound: stimuli that cannot be read are left out later.</param>
    void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount);

    /// <summary>Takes the answers of one layer to the next stimuli.</summary>
    /// <param name="layerIndex">0-based index into the layers that were announced.</param>
    /// <param name="stimulusCount">Number of stimuli in the batch.</param>
    /// <param name="values">Stimulus × channel × row × column, row-major; valid during the call only.</param>
    void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values);

    /// <summary>Ends the extraction and gives one activation a layer.</summary>
    /// <param name="stimulusId">The ids of the stimuli that were answered, in order.</param>
    /// <param name="provenance">How the values were made.</param>
    IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance);
}
