using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Brain;

/// <summary>How maps of several subjects are tested.</summary>
public sealed record BrainMapTestOptions
{
    /// <summary>What the score of a voxel is; threshold-free cluster enhancement by default.</summary>
    public MapStatisticOptions Statistic { get; init; } = new();

    /// <summary>How many neighbours a voxel has: 6 share a face, 18 a face or an edge, 26 (the default) a face, an edge or a corner.</summary>
    public int Connectivity { get; init; } = 26;

    /// <summary>The value without an effect; 0 by default, chance for accuracies of a decoder.</summary>
    public double Baseline { get; init; }

    /// <summary>Flips, seed, side.</summary>
    public InferenceOptions Inference { get; init; } = new();
}
