namespace DnnBrain.Statistics.Inference;

/// <summary>How p-values are adjusted for the number of tests.</summary>
public enum Correction
{
    /// <summary>By the distribution of the most extreme of all tests under the same draws: family-wise error, with the dependence of the tests.</summary>
    Maximum,

    /// <summary>Holm's step-down procedure: family-wise error under any dependence.</summary>
    Holm,

    /// <summary>Benjamini and Hochberg's step-up procedure: the share of false ones among the findings.</summary>
    FalseDiscoveryRate,

    /// <summary>Not at all: adjusted and raw values are the same.</summary>
    None,
}
