namespace DnnBrain.Formats.RdmMat;

/// <summary>Names of the variables in a MAT-file of RDMs.</summary>
internal static class RdmMatNames
{
    /// <summary>Text: <see cref="FormatName"/>. Files of other programs lack it.</summary>
    public const string Format = "format";

    /// <summary>Number: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "format_version";

    /// <summary>n × n × k numbers.</summary>
    public const string Rdm = "rdm";

    /// <summary>A cell of n texts.</summary>
    public const string StimulusId = "stimulus_id";

    /// <summary>A cell of k texts.</summary>
    public const string Name = "name";

    /// <summary>A cell of k texts; empty for an RDM without a subject.</summary>
    public const string Subject = "subject";

    /// <summary>k numbers, seconds; NaN for an RDM without a time. Only where one of them has one.</summary>
    public const string Time = "time";

    /// <summary>A cell of k texts.</summary>
    public const string Metric = "metric";

    /// <summary>A cell of k texts.</summary>
    public const string Source = "source";

    /// <summary>A cell of k texts: <see cref="DnnBrain.Provenance"/> as JSON.</summary>
    public const string Provenance = "provenance";

    public const string FormatName = "DnnBrain RDM";
    public const int CurrentVersion = 1;

    /// <summary>Where RDMs of other programs are looked for first, in this order.</summary>
    public static readonly IReadOnlyList<string> ForeignRdm = [Rdm, "rdms", "RDM", "RDMs", "subject_rdm", "arr_0"];

    /// <summary>Where ids of other programs are looked for, in this order.</summary>
    public static readonly IReadOnlyList<string> ForeignStimulusId = [StimulusId, "stimuli", "stimuli_name", "conditions", "conds"];

    /// <summary>The field of a struct with the matrix, and with its name (the RSA toolbox for MATLAB, Nili et al. 2014).</summary>
    public const string ToolboxRdm = "RDM";

    /// <inheritdoc cref="ToolboxRdm"/>
    public const string ToolboxName = "name";
}
