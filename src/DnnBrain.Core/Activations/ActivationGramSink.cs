namespace DnnBrain.Activations;

/// <summary>
/// Gram streaming: keeps of each layer the products of its answers in place of the answers. Rows wait in memory as long as they
/// fit, and in a scratch file otherwise, until all are there; the result is the same to the bit.
/// </summary>
public sealed class ActivationGramSink : IActivationSink
{
    private readonly long _maxMemory;
    private readonly string _scratchFolder;
    private readonly IRunObserver _observer;
    private readonly CancellationToken _token;
    private string _model = "";
    private IReadOnlyList<LayerShape> _layers = [];
    private GramAccumulator?[] _accumulators = [];

    /// <summary>Makes a sink for one extraction.</summary>
    /// <param name="maxMemory">Bytes for answers that wait in memory; those of small layers first.</param>
    /// <param name="scratchFolder">An existing folder for the answers that do not fit.</param>
    /// <param name="observer">Told what lies on disk, and the progress of the products at the end.</param>
    /// <param name="token">Stops the products between two blocks of units.</param>
    public ActivationGramSink(long maxMemory, string scratchFolder, IRunObserver observer, CancellationToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(scratchFolder);
        ArgumentNullException.ThrowIfNull(observer);
        _maxMemory = maxMemory;
        _scratchFolder = scratchFolder;
        _observer = observer;
        _token = token;
    }

    /// <summary>One Gram matrix a layer, in the network's order. Empty before <see cref="Complete"/>.</summary>
    public IReadOnlyList<ActivationGram> Result { get; private set; } = [];

    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">
    /// There are too many stimuli for a matrix of all pairs (<c>GramTooLarge</c>), or no scratch file can be made
    /// (<c>ScratchFailed</c>).
    /// </exception>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        ArgumentNullException.ThrowIfNull(layers);
        RequirePairs(expectedStimulusCount, model);
        _model = model;
        _layers = layers;
        _accumulators = new GramAccumulator[layers.Count];
        long left = _maxMemory;
        long onDisk = 0;
        foreach (int layer in Enumerable.Range(0, layers.Count).OrderBy(layer => layers[layer].UnitCount))
        {
            long bytes = (long)layers[layer].UnitCount * expectedStimulusCount * sizeof(float);
            bool fits = bytes <= left;
            left -= fits ? bytes : 0;
            onDisk += fits ? 0 : bytes;
            _accumulators[layer] = new GramAccumulator(expectedStimulusCount, layers[layer].UnitCount, fits ? null : _scratchFolder);
        }

        if (onDisk > 0)
        {
            _observer.Verbose(FormattableString.Invariant($"{onDisk / 1e9:F2} GB of answers wait in a scratch file in {_scratchFolder}."));
        }
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) =>
        _accumulators[layerIndex]!.Append(stimulusCount, values);

    /// <summary>Multiplies, layer by layer. The matrices are in <see cref="Result"/>; there are no activations to give.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        ArgumentNullException.ThrowIfNull(provenance);
        Provenance source = provenance with { Parameters = new Dictionary<string, string>(provenance.Parameters) { ["Gram"] = "Float64" } };
        var grams = new ActivationGram[_layers.Count];
        for (int i = 0; i < grams.Length; i++)
        {
            LayerShape layer = _layers[i];
            using GramAccumulator accumulator = _accumulators[i]!;
            ActivationShape shape = layer.ForStimuli(stimulusId.Count);
            grams[i] = new ActivationGram(_model, layer.Layer, stimulusId, shape, accumulator.Complete(layer.Layer, _observer, _token), source);
            _accumulators[i] = null;
        }

        Result = grams;
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GramAccumulator? accumulator in _accumulators)
        {
            accumulator?.Dispose();
        }

        _accumulators = [];
    }

    internal static void RequirePairs(int stimulusCount, object target)
    {
        if ((long)stimulusCount * (stimulusCount + 1) / 2 > Array.MaxLength)
        {
            throw new DnnBrainException("GramTooLarge", ErrorKind.NotSupported, $"There are {stimulusCount:N0} stimuli; the products of more than 65,535 do not fit into one Gram matrix.", target);
        }
    }
}
