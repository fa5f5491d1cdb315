namespace DnnBrain.Formats.ActivationNpz;

/// <summary>Names of the arrays of an .npz of activations besides the layers themselves, which are called by their names.</summary>
internal static class ActivationNpzMembers
{
    /// <summary>Text: <see cref="FormatName"/>.</summary>
    public const string Format = "format";

    /// <summary>Integer: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "format_version";

    /// <summary>n texts: the ids of the rows of all layers.</summary>
    public const string StimulusId = "stimulus_id";

    /// <summary>k texts: the layers, in the network's order.</summary>
    public const string Layer = "layer";

    /// <summary>k texts: the network of each.</summary>
    public const string Model = "model";

    /// <summary>k texts: what the axes behind the first are, <see cref="Activations.ActivationAxes"/>.</summary>
    public const string Axes = "axes";

    /// <summary>k texts: <see cref="DnnBrain.Provenance"/> as JSON.</summary>
    public const string Provenance = "provenance";

    public const string FormatName = "DnnBrain activation";
    public const int CurrentVersion = 1;

    /// <summary>Names that no layer can have.</summary>
    public static readonly IReadOnlyList<string> Reserved = [Format, Version, StimulusId, Layer, Model, Axes, Provenance];

    /// <summary>What other programs call the ids.</summary>
    public static readonly IReadOnlyList<string> ForeignIds = [StimulusId, "stimuli_name", "stimulus", "stimuli", "file_names", "image_names", "ids"];
}
