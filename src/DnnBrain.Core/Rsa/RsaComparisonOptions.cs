using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How RDMs are compared.</summary>
public sealed record RsaComparisonOptions
{
    /// <summary>The similarity, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>How p-values are made.</summary>
    public InferenceOptions Inference { get; init; } = new();
}
