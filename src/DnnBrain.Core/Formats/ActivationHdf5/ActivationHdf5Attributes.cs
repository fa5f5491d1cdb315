namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>Names of the attributes that .act.h5 carries beyond DNNBrain's layout, which has datasets only.</summary>
internal static class ActivationHdf5Attributes
{
    /// <summary>Root: <see cref="FormatName"/>.</summary>
    public const string Format = "format";

    /// <summary>Root: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "format_version";

    /// <summary>Root: the ids of the stimuli, in the order of the first axis of every dataset.</summary>
    public const string StimulusId = "stimulus_id";

    /// <summary>Root: the layers' names in the network's order, as people know them (dataset names may be escaped).</summary>
    public const string Layer = "layer";

    /// <summary>Root, and on a dataset where it differs from the root's: the network's name.</summary>
    public const string Model = "model";

    /// <summary>Root, and on a dataset where it differs from the root's: <see cref="Provenance"/> as JSON.</summary>
    public const string Provenance = "provenance";

    /// <summary>A dataset whose axes behind the stimuli are other than channel, row, column: their names with commas between them.</summary>
    public const string Axes = "axes";

    public const string FormatName = "DnnBrain activation";
    public const int CurrentVersion = 1;
}
