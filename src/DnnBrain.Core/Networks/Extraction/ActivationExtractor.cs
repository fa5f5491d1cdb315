using System.Diagnostics;
using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Stimuli;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Extraction;

/// <summary>
/// Runs stimuli through a network and hands what its layers answer to a sink. One forward pass a batch serves all layers and
/// ends after the last of them; evaluation mode, no gradients. Nothing here grows with the number of stimuli but their ids.
/// </summary>
public sealed class ActivationExtractor
{
    private readonly DnnModel _model;
    private readonly ExtractionOptions _options;
    private readonly ImagePreprocessing _preprocessing;
    private readonly IReadOnlyList<NetworkNode> _nodes;
    private readonly UnitSelection?[] _units;
    private readonly LayerView[] _views;
    private readonly LayerShape[] _layers;

    /// <summary>Checks what is asked for; nothing is computed yet.</summary>
    /// <param name="model">The network; remains the caller's.</param>
    /// <param name="options">What to extract and how.</param>
    /// <exception cref="DnnBrainException">
    /// A layer does not exist or no layer matches (<c>LayerNotFound</c>), its answer is none of the kinds that
    /// <see cref="AxisOrder"/> names (<c>LayerNotSupported</c>), there is no class token (<c>TokenNotFound</c>), a unit does not exist
    /// (<c>UnitNotFound</c>), preprocessed images have another size than the network takes (<c>ImageSizeMismatch</c>), or the batch size is
    /// not positive (<c>BatchSizeInvalid</c>).
    /// </exception>
    public ActivationExtractor(DnnModel model, ExtractionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (options.BatchSize < 1 || options.DecoderCount < 1)
        {
            throw new DnnBrainException("BatchSizeInvalid", ErrorKind.InvalidArgument, $"A batch size of {options.BatchSize} with {options.DecoderCount} decoders is impossible; both must be at least 1.", options.BatchSize);
        }

        _model = model;
        _options = options;
        _preprocessing = options.Preprocessing ?? ImagePreprocessing.Of(PreprocessingKind.Squash, model.Definition);
        _preprocessing.RequireSize(model.Definition);
        _nodes = LayerPattern.Select(model.Definition.Graph, options.Layers);
        _units = [.. _nodes.Select(node => options.Units.GetValueOrDefault(node.Name))];
        _views = LayerView.Of(model.Definition, _nodes, options.Token);
        _layers = [.. _views.Select((view, i) => Announce(view.Shape, _units[i], options.Pooling))];
        if (_nodes.Count == 0)
        {
            string wanted = string.Join("', '", options.Layers);
            throw new DnnBrainException("LayerNotFound", ErrorKind.NotFound, $"No layer of {model.Name} matches '{wanted}'; there are {string.Join(", ", model.Layers)}.", wanted);
        }
    }

    /// <summary>The layers in the network's order, with the shape of what is extracted for one stimulus.</summary>
    public IReadOnlyList<LayerShape> Layers => _layers;

    /// <summary>Stimuli in one forward pass.</summary>
    public int BatchSize => _options.BatchSize;

    /// <summary>Extracts.</summary>
    /// <param name="stimuli">Images with unique ids.</param>
    /// <param name="sink">Takes the values; remains the caller's to dispose. Same stimuli, same values, whatever decodes first.</param>
    /// <param name="observer">Told progress a batch, and every stimulus that cannot be read; the others go on.</param>
    /// <param name="token">Asked before every node of the network and every image.</param>
    /// <returns>One activation a layer, in the network's order, with the stimuli that could be read.</returns>
    /// <exception cref="DnnBrainException">
    /// There are no stimuli (<c>StimulusMissing</c>), an id occurs twice (<c>StimulusDuplicate</c>), or none can be read
    /// (<c>StimulusUnreadable</c>). A run that is resumed read other files than those of now (<c>ResumeMismatch</c>).
    /// </exception>
    public IReadOnlyList<Activation> Extract(IReadOnlyList<Stimulus> stimuli, IActivationSink sink, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(stimuli);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(observer);
        if (stimuli.Count == 0)
        {
            throw new DnnBrainException("StimulusMissing", ErrorKind.InvalidArgument, "There are no stimuli to extract activations for.");
        }

        StimulusIds.Index([.. stimuli.Select(stimulus => stimulus.Id)], "the stimuli");
        long started = Stopwatch.GetTimestamp();
        var answered = new List<string>(stimuli.Count);
        using var digest = new StimulusDigest();
        sink.Open(_model.Name, _layers, stimuli.Count);
        var resumable = sink as IResumableActivationSink;
        int seen = resumable is null ? 0 : Restore(resumable, stimuli, answered, digest, observer, token);
        int restored = answered.Count;
        var plan = new ForwardPlan(_model.Definition.Graph, _nodes);
        using BatchNormFolding? folding = _model.Precision == NetworkPrecision.Float32 ? plan.Fold(_model) : null;
        using var reader = new ImageBatchReader([.. stimuli.Skip(seen)], _preprocessing, _options, token);
        foreach (ImageBatch batch in reader.ReadAll())
        {
            batch.Failures.ForEach(observer.ItemFailed);
            batch.Warnings.ForEach(observer.Warning);
            if (batch.StimulusId.Count > 0)
            {
                Forward(batch, plan, folding, sink, token);
            }

            for (int i = 0; i < batch.StimulusId.Count; i++)
            {
                answered.Add(batch.StimulusId[i]);
                digest.Add(batch.StimulusId[i], batch.Sha256[i]);
            }

            int first = seen;
            seen += batch.StimulusId.Count + batch.Failures.Count;
            resumable?.EndBatch(Outcomes(batch, stimuli, first, seen));
            observer.Report(new RunProgress("Extracting activations", seen, stimuli.Count, "stimuli"));
        }

        if (answered.Count == 0)
        {
            throw new DnnBrainException("StimulusUnreadable", ErrorKind.NoResult, $"None of the {stimuli.Count} stimuli can be read.");
        }

        IReadOnlyList<Activation> activations = sink.Complete(answered, Describe() with { Inputs = [digest.ToInputFile()] });
        observer.Verbose(Summarize(answered.Count - restored, Stopwatch.GetElapsedTime(started)));
        return activations;
    }

    /// <summary>What an extraction will take.</summary>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="target">Where the values go.</param>
    public ExtractionForecast Forecast(int stimulusCount, ExtractionTarget target)
    {
        long alive = 2 * new ForwardPlan(_model.Definition.Graph, _nodes).PeakValueCount();
        long images = ImageBatchReader.BufferCount * _model.Definition.Graph.InputShape.Count;
        return new ExtractionForecast
        {
            Target = target,
            StimulusCount = stimulusCount,
            BatchSize = _options.BatchSize,
            Layers = _layers,
            BytesPerStimulus = sizeof(float) * (alive + images),
        };
    }

    /// <summary>The same extraction in batches of another size.</summary>
    public ActivationExtractor WithBatchSize(int batchSize) => new(_model, _options with { BatchSize = batchSize });

    /// <summary>All that decides the numbers but the content of the files.</summary>
    /// <param name="stimuli">The stimuli.</param>
    public ExtractionPlan Plan(IReadOnlyList<Stimulus> stimuli)
    {
        ArgumentNullException.ThrowIfNull(stimuli);
        return new ExtractionPlan(Describe(), _layers, stimuli.Select(stimulus => stimulus.Id));
    }

    /// <summary>Throws unless what a run finished is about the files that stimuli have now. Reads the files, and nothing of the values.</summary>
    /// <param name="finished">What the run gave.</param>
    /// <param name="stimuli">The stimuli of now, those among them too that the run left out.</param>
    /// <param name="observer">Is told how far it is.</param>
    /// <param name="token">Asked before every file.</param>
    /// <exception cref="DnnBrainException">The files are others (<c>ResumeMismatch</c>).</exception>
    public void RequireUnchanged(IReadOnlyList<Activation> finished, IReadOnlyList<Stimulus> stimuli, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentNullException.ThrowIfNull(observer);
        var byId = stimuli.ToDictionary(stimulus => stimulus.Id, StringComparer.Ordinal);
        Stimulus[] answered = [.. finished[0].StimulusId.Select(id => byId[id])];
        InputFile now = StimulusFiles.Digest(answered, _options.DecoderCount, observer, token);
        if (!finished[0].Provenance.Inputs.Contains(now))
        {
            throw new DnnBrainException(
                "ResumeMismatch",
                ErrorKind.InvalidArgument,
                $"The run is finished, but files of its {answered.Length} stimuli are others than those it read. Bring them back, or use -Force without -Resume to begin again.",
                finished[0].Path);
        }
    }

    /// <summary>Takes over what an earlier run has, and says how many stimuli that is.</summary>
    private int Restore(
        IResumableActivationSink sink, IReadOnlyList<Stimulus> stimuli, List<string> answered, StimulusDigest digest, IRunObserver observer, CancellationToken token)
    {
        IReadOnlyList<StimulusOutcome> outcomes = sink.Restore(Plan(stimuli), token);
        StimulusFiles.RequireUnchanged(stimuli, outcomes, _options.DecoderCount, observer, token);
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Sha256 is { } sha256)
            {
                answered.Add(stimuli[i].Id);
                digest.Add(stimuli[i].Id, sha256);
            }
            else
            {
                observer.ItemFailed(new DnnBrainException(
                    "StimulusUnreadable", ErrorKind.ReadFailed, $"Stimulus '{stimuli[i].Id}' ({stimuli[i].Path}) was left out by the run that is resumed.", stimuli[i]));
            }
        }

        if (outcomes.Count > 0)
        {
            observer.Verbose($"{outcomes.Count} of {stimuli.Count} stimuli were there already; going on behind them.");
        }

        return outcomes.Count;
    }

    private static StimulusOutcome[] Outcomes(ImageBatch batch, IReadOnlyList<Stimulus> stimuli, int first, int end)
    {
        var outcomes = new StimulusOutcome[end - first];
        for (int i = 0, read = 0; i < outcomes.Length; i++)
        {
            bool answered = read < batch.StimulusId.Count && batch.StimulusId[read] == stimuli[first + i].Id;
            outcomes[i] = new StimulusOutcome(answered ? batch.Sha256[read++] : null);
        }

        return outcomes;
    }

    private static LayerShape Announce(LayerShape layer, UnitSelection? units, Pooling pooling)
    {
        LayerShape selected = units?.Apply(layer) ?? layer;
        return pooling == Pooling.None ? selected : selected with { Rows = 1, Columns = 1 };
    }

    private void Forward(ImageBatch batch, ForwardPlan plan, BatchNormFolding? folding, IActivationSink sink, CancellationToken token)
    {
        TensorShape input = _model.Definition.Graph.InputShape;
        int count = batch.StimulusId.Count;
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Tensor images = from_memory(batch.Values.AsMemory(0, count * (int)input.Count), [count, .. input.Sizes.Select(size => (long)size)]).to(_model.Device);
        images = _model.Precision == NetworkPrecision.Float32 ? images : images.to(ScalarType.BFloat16);
        int layer = 0;
        plan.Run(_model, images, training: false, (_, output) => Store(layer++, count, output, sink), token, folding);
    }

    /// <summary>Selects, pools and hands over while the forward pass stands still, so that no activation outlives its turn.</summary>
    private void Store(int layer, int count, Tensor output, IActivationSink sink)
    {
        // Values leave the network in float32, and are pooled in it.
        using Tensor single = output.dtype == ScalarType.Float32 ? output.alias() : output.to(ScalarType.Float32);
        using Tensor viewed = _views[layer].Apply(single);
        using Tensor selected = MapSelection.Select(viewed, _units[layer]);
        using Tensor pooled = MapPooling.Pool(selected, _options.Pooling);
        using Tensor host = pooled.cpu();
        using Tensor dense = host.contiguous();
        sink.Append(layer, count, dense.AsReadOnlySpan<float>());
        GC.KeepAlive(dense);
    }

    private Provenance Describe() => new()
    {
        Operation = "Get-DnnActivation",
        Model = _model.Name,
        WeightsSha256 = _model.WeightsSha256,
        Preprocessing = _preprocessing.ToString(),
        Device = _model.Device.ToString(),
        Seed = _model.Seed,
        Parameters = new Dictionary<string, string>(_nodes.Zip(_units).SelectMany(DescribeUnits).Concat(LayerView.Describe(_options.Token)).Concat(DescribePrecision()))
        {
            ["Layer"] = string.Join(",", _nodes.Select(node => node.Name)),
            ["Pooling"] = _options.Pooling.ToString(),
            ["BatchSize"] = _options.BatchSize.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static IEnumerable<KeyValuePair<string, string>> DescribeUnits((NetworkNode Node, UnitSelection? Units) layer) =>
        layer.Units?.Describe().Select(axis => KeyValuePair.Create($"{layer.Node.Name} {axis.Key}", axis.Value)) ?? [];

    private IEnumerable<KeyValuePair<string, string>> DescribePrecision() =>
        _model.Precision == NetworkPrecision.Float32 ? [] : [KeyValuePair.Create("Precision", _model.Precision.ToString())];

    private string Summarize(int count, TimeSpan time)
    {
        string layers = string.Join(", ", _layers.Select(layer => $"{layer.Layer} ({count}×{layer.Channels}×{layer.Rows}×{layer.Columns})"));
        return string.Create(CultureInfo.CurrentCulture, $"Extracted {layers} from {count} stimuli with {_model.Name} on {_model.Device} in {time.TotalSeconds:F1} s ({count / time.TotalSeconds:F0} stimuli/s)");
    }
}
