using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>What stands in an .act.h5, without its values.</summary>
public sealed record ActivationHdf5Info
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The layers in the network's order; for a file of DNNBrain's, which keeps none, in natural order.</summary>
    public required IReadOnlyList<LayerShape> Layers { get; init; }

    /// <summary>Number of stimuli; where layers differ in it, which only foreign files do, that of the first layer.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>The ids of the stimuli; null in a file of DNNBrain's, which keeps none.</summary>
    public required IReadOnlyList<string>? StimulusId { get; init; }

    /// <summary>The network's name; empty where the file does not say.</summary>
    public required string Model { get; init; }

    /// <summary>How the values were made; null where the file does not say.</summary>
    public required Provenance? Provenance { get; init; }
}
