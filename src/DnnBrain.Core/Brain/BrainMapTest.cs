using System.Globalization;

namespace DnnBrain.Brain;

/// <summary>Whether ONE kind of map is above zero in the population its subjects come from, voxel by voxel.</summary>
public sealed record BrainMapTest
{
    /// <summary>The adjusted p up to which a voxel counts as significant in <see cref="SignificantVoxelCount"/> and <see cref="Cluster"/>.</summary>
    public const double SignificanceLevel = 0.05;

    /// <summary>What the maps are about: a model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>The number of subjects.</summary>
    public int SubjectCount => Subject.Count;

    /// <summary>The number of voxels that all subjects have.</summary>
    public int VoxelCount => Mean.Voxels.UnitCount;

    /// <summary>What the score of a voxel is, with its parameters: <c>Tfce H 2, E 0.5, 26 neighbours</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>Mean over subjects, less the baseline.</summary>
    public required BrainMap Mean { get; init; }

    /// <summary>t of the mean, subjects − 1 degrees of freedom; NaN where the subjects' values are all the same.</summary>
    public required BrainMap TValue { get; init; }

    /// <summary>The scores that were tested; below 0 for the negative side.</summary>
    public required BrainMap Score { get; init; }

    /// <summary>p of each score by sign flips over subjects, each voxel by itself.</summary>
    public required BrainMap PValue { get; init; }

    /// <summary>p adjusted over all voxels of all maps of the call, by the maximum score unless another correction was asked for.</summary>
    public required BrainMap AdjustedPValue { get; init; }

    /// <summary>The number of voxels whose adjusted p is at most <see cref="SignificanceLevel"/>.</summary>
    public required int SignificantVoxelCount { get; init; }

    /// <summary>Connected significant voxels, the largest first.</summary>
    public required IReadOnlyList<MapCluster> Cluster { get; init; }

    /// <summary>The smallest adjusted p.</summary>
    public required double SmallestPValue { get; init; }

    /// <summary>The t that forms clusters; NaN where the statistic needs none.</summary>
    public required double ClusterThreshold { get; init; }

    /// <summary>Number of sign flips.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>
    /// The volumes that are written: mean, t, score, 1 − p and 1 − adjusted p. As everywhere in maps 0 is outside, so p itself would look like
    /// it where it is smallest.
    /// </summary>
    public IReadOnlyList<BrainMap> ToMaps() => [Mean, TValue, Score, Complement(PValue), Complement(AdjustedPValue)];

    /// <summary>Name, significant voxels and p.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {SignificantVoxelCount:N0} of {VoxelCount:N0} voxels, p {SmallestPValue:G2} (adjusted), {SubjectCount} subjects");

    private static BrainMap Complement(BrainMap map) => new($"1 - {map.Name}", map.Voxels, [.. map.Values.Select(p => 1 - p)]) { Provenance = map.Provenance };
}
