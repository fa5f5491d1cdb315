namespace DnnBrain.Formats.RdmCsv;

/// <summary>Columns of a table with one line a pair of stimuli.</summary>
internal static class RdmCsvColumns
{
    public const string Name = "name";
    public const string Source = "source";
    public const string Subject = "subject";
    public const string Metric = "metric";

    /// <summary>Seconds; empty for an RDM without a time. Only where one of them has one.</summary>
    public const string Time = "time";

    public const string First = "stimulus1";
    public const string Second = "stimulus2";
    public const string Value = "dissimilarity";

    /// <summary>All that every table has, in the order they are written.</summary>
    public static readonly IReadOnlyList<string> All = [Name, Source, Subject, Metric, First, Second, Value];

    /// <summary>The same of RDMs over time.</summary>
    public static readonly IReadOnlyList<string> AllOverTime = [Name, Source, Subject, Metric, Time, First, Second, Value];
}
