namespace DnnBrain.Formats.RdmNpz;

/// <summary>Names of the arrays of an .npz of RDMs, k of them over n stimuli.</summary>
internal static class RdmNpzMembers
{
    /// <summary>Text: <see cref="FormatName"/>. Files of other programs lack it.</summary>
    public const string Format = "format";

    /// <summary>Integer: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "format_version";

    /// <summary>k × n(n−1)/2 doubles: the upper triangles, row by row.</summary>
    public const string Rdm = "rdm";

    /// <summary>n texts: the ids of rows and columns.</summary>
    public const string StimulusId = "stimulus_id";

    /// <summary>k texts.</summary>
    public const string Name = "name";

    /// <summary>k texts; empty for an RDM without a subject.</summary>
    public const string Subject = "subject";

    /// <summary>k doubles, seconds; NaN for an RDM without a time. Only where one of them has one.</summary>
    public const string Time = "time";

    /// <summary>k texts.</summary>
    public const string Metric = "metric";

    /// <summary>k texts.</summary>
    public const string Source = "source";

    /// <summary>k texts: <see cref="DnnBrain.Provenance"/> as JSON.</summary>
    public const string Provenance = "provenance";

    public const string FormatName = "DnnBrain RDM";
    public const int CurrentVersion = 1;

    /// <summary>n texts: what Net2Brain calls the ids.</summary>
    public const string Net2BrainStimulusId = "stimuli_name";

    /// <summary>One text: what Net2Brain calls the name.</summary>
    public const string Net2BrainName = "layer_name";

    /// <summary>Where RDMs of other programs are looked for, in this order.</summary>
    public static readonly IReadOnlyList<string> ForeignRdm = [Rdm, "rdms", "arr_0"];
}
