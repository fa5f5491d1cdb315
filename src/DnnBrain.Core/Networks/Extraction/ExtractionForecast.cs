using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Networks.Extraction;

/// <summary>What an extraction will take, before anything is computed.</summary>
/// <remarks>
/// Bytes of values are exact (for a file: before packing). Bytes of work are an estimate: what is alive at the widest place of the
/// network, twice, for what operators need beside it, and the images that are decoded ahead. The weights are not counted; they are there already.
/// </remarks>
public sealed record ExtractionForecast
{
    // Chunks on their way to a file, and the answers of each layer that wait for theirs.
    private const long QueueBytes = 64L << 20;
    private const long WaitingBytes = 1L << 20;

    // Two blocks of units in float64 and one as it is read.
    private const long GramBlockBytes = 48L << 20;

    /// <summary>Where the values go.</summary>
    public required ExtractionTarget Target { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Stimuli in one pass.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The layers, with the shape of what is extracted for one stimulus.</summary>
    public required IReadOnlyList<LayerShape> Layers { get; init; }

    /// <summary>Bytes of work for each stimulus of a batch, about.</summary>
    public required long BytesPerStimulus { get; init; }

    /// <summary>Passes through the network.</summary>
    public int PassCount => (StimulusCount + BatchSize - 1) / BatchSize;

    /// <summary>Bytes of all values of all layers.</summary>
    public long ValueBytes => Layers.Sum(layer => BytesOf(layer));

    /// <summary>Bytes of memory that do not depend on the batch: the results, or what stands before a file.</summary>
    public long ResultBytes => Target switch
    {
        ExtractionTarget.Memory => ValueBytes,
        ExtractionTarget.File => QueueBytes + (Layers.Count * WaitingBytes),
        _ => GramBlockBytes + ((Layers.Count + 1) * sizeof(double) * ((long)StimulusCount * (StimulusCount + 1) / 2)),
    };

    /// <summary>Bytes of memory for one batch, about.</summary>
    public long WorkBytes => BytesPerStimulus * Math.Min(BatchSize, StimulusCount);

    /// <summary>The largest batch, up to that of now, with which memory lasts.</summary>
    /// <param name="maxMemory">Bytes for results and work together.</param>
    /// <exception cref="DnnBrainException">Not even one stimulus fits (<c>MemoryTooSmall</c>; the message says what would).</exception>
    public int FitBatch(long maxMemory)
    {
        long fits = (maxMemory - ResultBytes) / BytesPerStimulus;
        if (fits >= 1)
        {
            return (int)Math.Min(BatchSize, fits);
        }

        string advice = Target == ExtractionTarget.Memory ? " Write to a file (-OutFile), pool, or take fewer layers." : "";
        throw new DnnBrainException(
            "MemoryTooSmall",
            ErrorKind.ResourceUnavailable,
            $"{Size(maxMemory)} of memory are not enough: results take {Size(ResultBytes)}, and one stimulus at a time {Size(BytesPerStimulus)}.{advice}",
            maxMemory);
    }

    /// <summary>The forecast on some lines.</summary>
    /// <param name="timing">What the first batches took; null where none was timed.</param>
    public string Describe(BatchTiming? timing)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.CurrentCulture, $"{StimulusCount:N0} stimuli in {PassCount:N0} passes of up to {BatchSize}, each for all {Layers.Count} layers:"),
        };
        lines.AddRange(Layers.Select(layer => $"  {layer.Layer}  {layer.ForStimuli(StimulusCount)}  {Size(BytesOf(layer))}"));
        lines.Add(Target switch
        {
            ExtractionTarget.Memory => $"  {Size(ResultBytes)} of values in memory, about {Size(WorkBytes)} of work",
            ExtractionTarget.File => $"  {Size(ValueBytes)} of values before packing on disk, about {Size(ResultBytes + WorkBytes)} of memory",
            _ => $"  {Size(ResultBytes)} of products in memory, about {Size(WorkBytes)} of work; {Size(ValueBytes)} of values wait in memory or on disk",
        });
        if (timing is not null)
        {
            double batches = StimulusCount / (double)Math.Min(BatchSize, StimulusCount);
            var time = TimeSpan.FromSeconds(Math.Ceiling(timing.SecondsFor(batches)));
            string scope = timing.IncludesWriting ? ", packing and writing included" : Target == ExtractionTarget.Gram ? ", without the products" : "";
            lines.Add(string.Create(
                CultureInfo.CurrentCulture, $"  about {time:c} (h:min:s), from one batch that took {timing.FirstSeconds:F2} s and a further {timing.FurtherSeconds:F2} s{scope}"));
        }

        if (timing?.PackedShare is { } share)
        {
            lines.Add($"  about {Size((long)(share * ValueBytes))} on disk, if all pack like the first batches");
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Size(long bytes) => bytes >= 1e9
        ? string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e9:F2} GB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e6:F1} MB");

    private long BytesOf(LayerShape layer) => (long)layer.UnitCount * StimulusCount * sizeof(float);
}
