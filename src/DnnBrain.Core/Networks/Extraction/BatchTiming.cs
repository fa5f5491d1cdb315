using System.Diagnostics;
using DnnBrain.Activations;
using DnnBrain.Stimuli;

namespace DnnBrain.Networks.Extraction;

/// <summary>What the first batches of an extraction took.</summary>
/// <param name="FirstSeconds">Seconds for one batch, from the first image to the end of what is done with its values.</param>
/// <param name="FurtherSeconds">
/// Seconds that a further batch adds: less than the first where its images are decoded, and the values before it packed, while the
/// network computes.
/// </param>
public sealed record BatchTiming(double FirstSeconds, double FurtherSeconds)
{
    /// <summary>Bytes on disk for each byte of values; null where nothing was written.</summary>
    public double? PackedShare { get; init; }

    /// <summary>Whether the values were packed and written as well.</summary>
    public bool IncludesWriting => PackedShare is not null;

    /// <summary>Seconds for some batches.</summary>
    /// <param name="batches">Their number; the last may be a part of one.</param>
    public double SecondsFor(double batches) => FirstSeconds * Math.Min(batches, 1) + (FurtherSeconds * Math.Max(batches - 1, 0));

    /// <summary>Times one batch of the stimuli and then two, after one that does not count; the difference is what a further one adds.</summary>
    /// <param name="extractor">What runs.</param>
    /// <param name="stimuli">The stimuli; the first two batches of them are taken.</param>
    /// <param name="openSink">Makes what takes the values of a run, such as a file; null to throw them away.</param>
    /// <param name="token">Stops the runs.</param>
    public static BatchTiming Measure(ActivationExtractor extractor, IReadOnlyList<Stimulus> stimuli, Func<IActivationSink>? openSink, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentNullException.ThrowIfNull(stimuli);
        Stimulus[] two = [.. stimuli.Take(2 * extractor.BatchSize)];
        Stimulus[] one = [.. two.Take(extractor.BatchSize)];
        Time(one);
        (double first, IReadOnlyList<Activation> activations) = Time(one);
        double both = first;
        if (two.Length > one.Length)
        {
            (both, activations) = Time(two);
        }

        // A second batch that is not whole stands for a whole one. All that the first takes is in its time, so that one more takes no longer.
        double further = two.Length > one.Length ? Math.Clamp((both - first) * one.Length / (two.Length - one.Length), 0, first) : first;
        return new BatchTiming(first, further) { PackedShare = ShareOf(activations) };

        (double Seconds, IReadOnlyList<Activation> Activations) Time(Stimulus[] batch)
        {
            long started = Stopwatch.GetTimestamp();
            using IActivationSink sink = openSink?.Invoke() ?? new ForgettingSink();
            IReadOnlyList<Activation> made = extractor.Extract(batch, sink, SilentObserver.Instance, token);
            return (Stopwatch.GetElapsedTime(started).TotalSeconds, made);
        }
    }

    private static double? ShareOf(IReadOnlyList<Activation> activations) => activations is [{ Path: { } path }, ..]
        ? new FileInfo(path).Length / (double)activations.Sum(a => (long)a.Shape.Stimuli * a.UnitCount * sizeof(float))
        : null;
}
