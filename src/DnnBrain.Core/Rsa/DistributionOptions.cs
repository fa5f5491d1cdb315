using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How distributions are compared.</summary>
public sealed record DistributionOptions
{
    /// <summary>The distance, Wasserstein by default.</summary>
    public DistributionMethod Method { get; init; } = DistributionMethod.Wasserstein;

    /// <summary>Number of bins, 50 by default, from the smallest to the largest value of both sets.</summary>
    public int BinCount { get; init; } = 50;

    /// <summary>Whether every channel (of a network's layer) or unit (of other patterns) is compared by itself.</summary>
    public bool ByChannel { get; init; }

    /// <summary>
    /// Exchanges of stimuli between the sets: number, seed, correction over layers and channels. The side is always the greater distance.
    /// </summary>
    public InferenceOptions Inference { get; init; } = new() { PermutationCount = 1000 };
}
