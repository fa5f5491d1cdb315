namespace DnnBrain.Formats.RdmHdf5;

/// <summary>
/// Names of the attributes of an .rdm.h5. DNNBrain's layout has <see cref="Type"/> only. Of the others, all but
/// <see cref="Name"/>, <see cref="Subject"/> and <see cref="Time"/> stand at the root for all RDMs, and on a dataset where it differs.
/// </summary>
internal static class RdmHdf5Attributes
{
    /// <summary>Root: <see cref="NetworkType"/> or <see cref="BrainType"/>.</summary>
    public const string Type = "type";

    /// <summary>Root: <see cref="FormatName"/>.</summary>
    public const string Format = "format";

    /// <summary>Root: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "format_version";

    /// <summary>Dataset: the name of the layer or region.</summary>
    public const string Name = "name";

    /// <summary>Dataset: the subject, where there is one.</summary>
    public const string Subject = "subject";

    /// <summary>Dataset: the time in seconds, a double, of an RDM of a sequence.</summary>
    public const string Time = "time";

    /// <summary>The ids of rows and columns.</summary>
    public const string StimulusId = "stimulus_id";

    /// <summary>The dissimilarity.</summary>
    public const string Metric = "metric";

    /// <summary>The network's or the file's name.</summary>
    public const string Source = "source";

    /// <summary><see cref="DnnBrain.Provenance"/> as JSON.</summary>
    public const string Provenance = "provenance";

    public const string NetworkType = "dRDM";
    public const string BrainType = "bRDM";
    public const string FormatName = "DnnBrain RDM";
    public const int CurrentVersion = 1;
}
