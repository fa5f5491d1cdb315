namespace DnnBrain.Brain;

/// <summary>What a radius counts.</summary>
public enum RadiusUnit
{
    /// <summary>Millimetres, by the affine: a sphere in the brain, whatever the shape of voxels.</summary>
    Millimetre,

    /// <summary>Steps from voxel to voxel: a sphere in the grid.</summary>
    Voxel,
}
