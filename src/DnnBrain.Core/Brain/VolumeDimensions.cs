namespace DnnBrain.Brain;

/// <summary>The size of a volume in voxels.</summary>
/// <param name="X">Voxels along the first axis, the one that varies fastest in memory.</param>
/// <param name="Y">Voxels along the second axis.</param>
/// <param name="Z">Voxels along the third axis, the one that varies slowest.</param>
public readonly record struct VolumeDimensions(int X, int Y, int Z)
{
    /// <summary>X × Y × Z.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 − 1 voxels.</exception>
    public int VoxelCount => checked(X * Y * Z);

    /// <summary>0-based position of a voxel in memory: x + X·(y + Y·z), with 0-based coordinates.</summary>
    public int IndexOf(int x, int y, int z) => x + (X * (y + (Y * z)));

    /// <summary>0-based coordinates of the voxel at a 0-based position in memory.</summary>
    public (int X, int Y, int Z) CoordinatesOf(int voxelIndex) => (voxelIndex % X, voxelIndex / X % Y, voxelIndex / X / Y);

    /// <summary>The size as <c>64×64×36</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{X}×{Y}×{Z}");
}
