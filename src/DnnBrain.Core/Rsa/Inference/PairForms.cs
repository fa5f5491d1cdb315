using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Inference;

/// <summary>Which comparisons are products under weights, and of what form.</summary>
internal static class PairForms
{
    private static readonly Dictionary<string, PairForm> s_form = new(StringComparer.Ordinal)
    {
        ["Pearson"] = new(IsRanked: false, IsCentered: true, IsWhitened: false, IsNormalized: true),
        ["Spearman"] = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: true),
        ["RhoA"] = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: false),
        ["Cosine"] = new(IsRanked: false, IsCentered: false, IsWhitened: false, IsNormalized: true),
        ["CosineCov"] = new(IsRanked: false, IsCentered: false, IsWhitened: true, IsNormalized: true),
        ["CorrelationCov"] = new(IsRanked: false, IsCentered: true, IsWhitened: true, IsNormalized: true),
    };

    /// <summary>The form of a comparison.</summary>
    /// <exception cref="DnnBrainException">It is no product of two vectors (<c>ComparisonNotWeighable</c>; the message lists those that are).</exception>
    public static PairForm Of(RdmComparisonMethod method) => s_form.GetValueOrDefault(method.Name) ?? throw new DnnBrainException(
        "ComparisonNotWeighable",
        ErrorKind.NotSupported,
        $"Bootstraps, noise ceilings with intervals and models that are fitted need a comparison that is a product of two vectors; '{method}' is none. There are: {string.Join(", ", RdmComparisonMethod.All.Select(m => m.Name).Where(s_form.ContainsKey))}.",
        method.Name);
}
