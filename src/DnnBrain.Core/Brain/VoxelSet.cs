using DnnBrain.Activations;

namespace DnnBrain.Brain;

/// <summary>Some voxels of a volume, in a fixed order: the places of a pattern's units.</summary>
public sealed class VoxelSet : IUnitSpace
{
    private readonly int[] _voxelIndex;

    /// <summary>Makes a set; the indices are copied.</summary>
    /// <param name="space">The grid.</param>
    /// <param name="voxelIndex">0-based positions in memory, x fastest, each at most once.</param>
    /// <exception cref="DnnBrainException">An index lies outside the grid or occurs twice (<c>VoxelInvalid</c>).</exception>
    public VoxelSet(VolumeSpace space, IEnumerable<int> voxelIndex)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
        _voxelIndex = [.. voxelIndex];
        VoxelIndex = Array.AsReadOnly(_voxelIndex);
        int count = space.Dimensions.VoxelCount;
        var seen = new HashSet<int>(_voxelIndex.Length);
        foreach (int index in _voxelIndex)
        {
            if (index < 0 || index >= count || !seen.Add(index))
            {
                throw new DnnBrainException(
                    "VoxelInvalid",
                    ErrorKind.InvalidArgument,
                    $"Voxel index {index} {(index < 0 || index >= count ? $"lies outside a volume of {space.Dimensions} = {count} voxels" : "occurs twice")}.",
                    index);
            }
        }
    }

    /// <summary>The grid.</summary>
    public VolumeSpace Space { get; }

    /// <summary>0-based positions in memory, x fastest: x + X·(y + Y·z).</summary>
    public IReadOnlyList<int> VoxelIndex { get; }

    /// <inheritdoc/>
    public int UnitCount => _voxelIndex.Length;

    /// <summary>Picks the values of these voxels out of a whole volume.</summary>
    /// <param name="volume">One value a voxel of the grid.</param>
    /// <param name="destination">Takes one value a voxel of the set.</param>
    public void Gather(ReadOnlySpan<double> volume, Span<float> destination)
    {
        for (int i = 0; i < _voxelIndex.Length; i++)
        {
            destination[i] = (float)volume[_voxelIndex[i]];
        }
    }

    /// <summary>Puts the values of these voxels in their places in a whole volume; the others are left as they are.</summary>
    /// <param name="values">One value a voxel of the set.</param>
    /// <param name="volume">One value a voxel of the grid.</param>
    public void Scatter(ReadOnlySpan<float> values, Span<double> volume)
    {
        for (int i = 0; i < _voxelIndex.Length; i++)
        {
            volume[_voxelIndex[i]] = values[i];
        }
    }

    /// <summary>The number of voxels and the grid.</summary>
    public override string ToString() => $"{UnitCount} of {Space}";
}
