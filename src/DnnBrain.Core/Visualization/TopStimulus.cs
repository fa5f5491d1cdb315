using System.Globalization;
using DnnBrain.Stimuli;

namespace DnnBrain.Visualization;

/// <summary>One of the stimuli that drive one channel of a layer most.</summary>
public sealed record TopStimulus
{
    /// <summary>The network's name.</summary>
    public required string Model { get; init; }

    /// <summary>The layer's name.</summary>
    public required string Layer { get; init; }

    /// <summary>The channel, 1-based; for a fully connected layer its unit.</summary>
    public required int Channel { get; init; }

    /// <summary>1 for the stimulus with the highest score.</summary>
    public required int Rank { get; init; }

    /// <summary>The stimulus' id.</summary>
    public required string StimulusId { get; init; }

    /// <summary>The stimulus; null where only its id is known, as in an activation read from a file.</summary>
    public Stimulus? Stimulus { get; init; }

    /// <summary>The score, in the layer's own unit.</summary>
    public required double Value { get; init; }

    /// <summary>How it was found.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Layer, channel, rank, stimulus and score on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Layer} channel {Channel} rank {Rank}: {StimulusId} ({Value:G4})");
}
