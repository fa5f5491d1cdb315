using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Stimuli;
using DnnBrain.Visualization.Ranking;

namespace DnnBrain.Visualization;

/// <summary>
/// Ranks stimuli while they are extracted, so that no activation is kept: O(layers × channels × top) memory, however many
/// stimuli there are and however large the layers.
/// </summary>
/// <remarks>
/// Among equal scores the earlier stimulus comes first. A map that contains NaN has no score: its stimulus is never ranked, and
/// a warning names it. With fewer stimuli than ranks, all are ranked, and a warning says so.
/// </remarks>
public sealed class TopStimulusSink : IActivationSink
{
    private readonly TopStimulusOptions _options;
    private readonly IReadOnlyDictionary<string, Stimulus> _stimuli;
    private readonly IRunObserver _observer;
    private readonly int[] _channels;
    private LayerRanking[] _layers = [];
    private string _model = "";

    /// <summary>Makes a sink for one extraction.</summary>
    /// <param name="options">What is ranked, and how.</param>
    /// <param name="stimuli">The stimuli by id, to hand out with the results; those that are missing stay null.</param>
    /// <param name="observer">Is told of stimuli that cannot be ranked.</param>
    /// <exception cref="DnnBrainException">No channel (<c>ChannelMissing</c>) or no rank (<c>TopOutOfRange</c>) is asked for.</exception>
    public TopStimulusSink(TopStimulusOptions options, IReadOnlyDictionary<string, Stimulus> stimuli, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stimuli);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        _options = options;
        _stimuli = stimuli;
        _observer = observer;
        _channels = [.. options.Channel.Distinct()];
    }

    /// <summary>The stimuli found: by layer, channel and rank. Empty before <see cref="Complete"/>.</summary>
    public IReadOnlyList<TopStimulus> Result { get; private set; } = [];

    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">A layer does not have one of the channels (<c>ChannelNotFound</c>).</exception>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (LayerShape layer in layers)
        {
            int[] missing = [.. _channels.Where(channel => channel < 1 || channel > layer.Channels)];
            if (missing.Length > 0)
            {
                throw new DnnBrainException(
                    "ChannelNotFound",
                    ErrorKind.NotFound,
                    string.Create(CultureInfo.InvariantCulture, $"Layer '{layer.Layer}' has channels 1 to {layer.Channels}; it has no channel {string.Join(", ", missing)}."),
                    missing[0]);
            }
        }

        _model = model;
        // No more ranks than stimuli are ever filled, however many are asked for.
        int capacity = Math.Min(_options.Top, Math.Max(expectedStimulusCount, 1));
        _layers = [.. layers.Select(layer => new LayerRanking(layer, _channels, capacity, _options.Score))];
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) => _layers[layerIndex].Append(stimulusCount, values);

    /// <summary>Ends the extraction; the ranks are in <see cref="Result"/>.</summary>
    /// <returns>No activations: none were kept.</returns>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        ArgumentNullException.ThrowIfNull(provenance);
        if (stimulusId.Count < _options.Top)
        {
            _observer.Warning(string.Create(CultureInfo.InvariantCulture, $"There are {stimulusId.Count} stimuli, fewer than the {_options.Top} asked for; all of them are ranked."));
        }

        Provenance made = provenance with
        {
            Operation = "Find-TopStimulus",
            Parameters = new Dictionary<string, string>
            {
                ["Top"] = _options.Top.ToString(CultureInfo.InvariantCulture),
                ["Score"] = _options.Score.ToString(),
            },
            Inputs = [],
            Sources = [provenance],
        };
        var result = new List<TopStimulus>();
        foreach (LayerRanking layer in _layers)
        {
            layer.WarnOfNaN(stimulusId, _observer);
            foreach ((int channel, int rank, int stimulus, double value) in layer.Ranks())
            {
                result.Add(new TopStimulus
                {
                    Model = _model,
                    Layer = layer.Name,
                    Channel = channel,
                    Rank = rank,
                    StimulusId = stimulusId[stimulus],
                    Stimulus = _stimuli.GetValueOrDefault(stimulusId[stimulus]),
                    Value = value,
                    Provenance = made,
                });
            }
        }

        Result = result.AsReadOnly();
        return [];
    }

    /// <inheritdoc/>
    public void Dispose() => _layers = [];
}
