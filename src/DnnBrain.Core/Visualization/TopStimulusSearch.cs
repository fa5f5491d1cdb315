using DnnBrain.Activations;
using DnnBrain.Stimuli;

namespace DnnBrain.Visualization;

/// <summary>Ranks stimuli by activations that were extracted before.</summary>
public static class TopStimulusSearch
{
    /// <summary>Values read at a time: 16 MiB, whatever the layer's size.</summary>
    private const int BlockValues = 1 << 22;

    /// <summary>Ranks the stimuli of one layer, as <see cref="TopStimulusSink"/> does during an extraction.</summary>
    /// <param name="activation">The layer's answers; read in blocks.</param>
    /// <param name="options">What is ranked, and how.</param>
    /// <param name="stimuli">The stimuli by id, to hand out with the results; those that are missing stay null.</param>
    /// <param name="observer">Is told of progress and of stimuli that cannot be ranked.</param>
    /// <param name="token">Checked before each block.</param>
    /// <returns>The stimuli found, by channel and rank.</returns>
    /// <exception cref="DnnBrainException">
    /// The layer does not have one of the channels (<c>ChannelNotFound</c>); no channel (<c>ChannelMissing</c>) or no rank
    /// (<c>TopOutOfRange</c>) is asked for.
    /// </exception>
    public static IReadOnlyList<TopStimulus> Find(
        Activation activation,
        TopStimulusOptions options,
        IReadOnlyDictionary<string, Stimulus> stimuli,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(observer);
        ActivationShape shape = activation.Shape;
        using var sink = new TopStimulusSink(options, stimuli, observer);
        sink.Open(activation.Model, [shape.ForLayer(activation.Layer)], shape.Stimuli);
        int block = Math.Clamp(BlockValues / Math.Max(1, shape.UnitCount), 1, Math.Max(1, shape.Stimuli));
        float[] values = new float[checked(block * shape.UnitCount)];
        for (int first = 0; first < shape.Stimuli; first += block)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(block, shape.Stimuli - first);
            activation.Read(first, count, values);
            sink.Append(0, count, values.AsSpan(0, count * shape.UnitCount));
            observer.Report(new RunProgress($"Ranking stimuli by {activation.Layer}", first + count, shape.Stimuli, "stimuli"));
        }

        sink.Complete(activation.StimulusId, activation.Provenance);
        return sink.Result;
    }
}
