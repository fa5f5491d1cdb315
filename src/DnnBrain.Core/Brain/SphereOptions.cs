namespace DnnBrain.Brain;

/// <summary>How large the sphere of a searchlight is, and how much of it must be brain.</summary>
public sealed record SphereOptions
{
    /// <summary>The radius; 8 by default. A voxel whose centre lies at just this distance belongs to the sphere.</summary>
    public double Radius { get; init; } = 8;

    /// <summary>The unit of the radius; millimetres by default.</summary>
    public RadiusUnit Unit { get; init; } = RadiusUnit.Millimetre;

    /// <summary>The smallest share of a sphere's voxels that must be in the mask for its centre to count; 0.5 by default.</summary>
    public double MinVoxelShare { get; init; } = 0.5;
}
