namespace DnnBrain.Stimuli;

/// <summary>ONE stimulus: an image, a video, a frame or a sound, with what is known about it.</summary>
public sealed class Stimulus
{
    /// <summary>The id by which rows are matched everywhere; unique within a set, compared ordinally.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public StimulusKind Kind { get; init; }

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Start of the presentation in seconds from the start of the scan; null where it is not known.</summary>
    public double? Onset { get; init; }

    /// <summary>Length of the presentation in seconds; null where it is not known.</summary>
    public double? Duration { get; init; }

    /// <summary>The class of the stimulus, as text.</summary>
    public string? Label { get; init; }

    /// <summary>The experimental condition.</summary>
    public string? Condition { get; init; }

    /// <summary>1-based frame number within <see cref="Path"/>, for <see cref="StimulusKind.VideoFrame"/> only.</summary>
    public int? Frame { get; init; }

    /// <summary>
    /// Every further column of the stimulus table, in its order; a value is a <see cref="double"/> where the whole column is
    /// numeric, otherwise text.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
