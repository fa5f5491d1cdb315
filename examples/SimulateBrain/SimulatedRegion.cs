using DnnBrain.Brain;

namespace SimulateBrain;

/// <summary>A region whose ground truth is known.</summary>
/// <param name="Label">The number of its voxels in the mask.</param>
/// <param name="Name">Its name.</param>
/// <param name="Layers">The layers that it follows, each with its share of the signal's variance; the shares add up to 1.</param>
/// <param name="NoiseDeviation">The noise's standard deviation, where the signal of a stimulus has 1.</param>
/// <param name="Center">The centre of its ellipsoid, in 0-based voxels.</param>
/// <param name="Radius">The half axes, in voxels.</param>
public sealed record SimulatedRegion(
    int Label,
    string Name,
    IReadOnlyDictionary<string, double> Layers,
    double NoiseDeviation,
    IReadOnlyList<double> Center,
    IReadOnlyList<double> Radius)
{
    /// <summary>Whether a voxel lies in the ellipsoid.</summary>
    public bool Contains(int x, int y, int z)
    {
        double a = (x - Center[0]) / Radius[0];
        double b = (y - Center[1]) / Radius[1];
        double c = (z - Center[2]) / Radius[2];
        return (a * a) + (b * b) + (c * c) <= 1;
    }

    /// <summary>The region's voxels.</summary>
    public VoxelSet FindVoxels(VolumeSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return new VoxelSet(space, Enumerable.Range(0, space.Dimensions.VoxelCount).Where(index =>
        {
            (int x, int y, int z) = space.Dimensions.CoordinatesOf(index);
            return Contains(x, y, z);
        }));
    }
}
