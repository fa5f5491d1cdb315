using System.Globalization;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Says in words how results were tested, from what they tell of themselves.</summary>
internal static class CaptionText
{
    /// <summary>A count with its noun: <c>1,000 sign flips</c>; the noun alone where counts differ.</summary>
    public static string Count(IEnumerable<long> counts, string noun) => counts.Distinct().ToArray() is [var one]
        ? string.Create(CultureInfo.InvariantCulture, $"{one:N0} {noun}")
        : noun;

    /// <summary>The side of tests: <c>, two-sided</c>; nothing where it is not known.</summary>
    public static string Side(IEnumerable<Provenance> made) => Parameter(made, "Alternative") switch
    {
        nameof(Alternative.TwoSided) => ", two-sided",
        nameof(Alternative.Greater) => ", one-sided",
        _ => "",
    };

    /// <summary>How p-values were adjusted over what: <c>, maximum statistic over layers and regions</c>.</summary>
    /// <param name="made">How results were made.</param>
    /// <param name="over">What was corrected over.</param>
    public static string Adjusted(IEnumerable<Provenance> made, string over) => Parameter(made, "Correction") switch
    {
        nameof(Correction.Maximum) => $", maximum statistic over {over}",
        nameof(Correction.Holm) => $", Holm over {over}",
        nameof(Correction.FalseDiscoveryRate) => $", false discovery rate over {over}",
        nameof(Correction.None) => ", not corrected",
        _ => "",
    };

    /// <summary>A parameter that all results share; empty text where they do not.</summary>
    public static string Parameter(IEnumerable<Provenance> made, string name) =>
        made.Select(one => one.Parameters.GetValueOrDefault(name, "")).Distinct(StringComparer.Ordinal).ToArray() is [var one] ? one : "";

    /// <summary>What a similarity of RDMs is called on an axis.</summary>
    public static string Similarity(string method) =>
        $"{method} {(RdmComparisonMethod.All.Any(one => one.Name == method && !one.IsSigned) ? "similarity" : "correlation")}";

    /// <summary>What a bootstrap interval is.</summary>
    public static string Interval(IEnumerable<Provenance> made, BootstrapFactor factor)
    {
        string level = double.TryParse(Parameter(made, "ConfidenceLevel"), CultureInfo.InvariantCulture, out double share)
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##}\u00A0% ")
            : "";
        string over = factor switch
        {
            BootstrapFactor.Stimulus => " over stimuli",
            BootstrapFactor.Subject => " over subjects",
            BootstrapFactor.Both => " over stimuli and subjects",
            _ => "",
        };
        return $"{level}confidence intervals by bootstrap{over}";
    }
}
