namespace DnnBrain.Brain;

/// <summary>ONE value a voxel of a region: an accuracy, a correlation, a weight. Written as an image, it is a volume.</summary>
public sealed class BrainMap
{
    private readonly float[] _values;

    /// <summary>Makes a map; the values are taken over and must not be changed afterwards.</summary>
    /// <param name="name">What the values are, for example <c>conv1 early accuracy</c>.</param>
    /// <param name="voxels">The voxels.</param>
    /// <param name="values">One value a voxel of <paramref name="voxels"/>; NaN where a voxel has none.</param>
    /// <exception cref="DnnBrainException">The numbers of voxels and values differ (<c>ShapeMismatch</c>).</exception>
    public BrainMap(string name, VoxelSet voxels, float[] values)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        ArgumentNullException.ThrowIfNull(values);
        if (voxels.UnitCount != values.Length)
        {
            throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"Map '{name}' has {voxels.UnitCount} voxels but {values.Length} values.", name);
        }

        Name = name;
        Voxels = voxels;
        _values = values;
        Values = Array.AsReadOnly(values);
    }

    /// <summary>What the values are.</summary>
    public string Name { get; }

    /// <summary>The voxels.</summary>
    public VoxelSet Voxels { get; }

    /// <summary>One value a voxel.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>The maps as volumes of one image, in their order; voxels outside a map are 0, voxels without a value NaN.</summary>
    /// <exception cref="DnnBrainException">There is no map (<c>MapMissing</c>) or two lie on different grids (<c>SpaceMismatch</c>).</exception>
    public static IBrainVolumes ToVolumes(IReadOnlyList<BrainMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count == 0)
        {
            throw new DnnBrainException("MapMissing", ErrorKind.InvalidArgument, "At least one map was expected.");
        }

        foreach (BrainMap map in maps.Skip(1))
        {
            if (maps[0].Voxels.Space.FindDifference(map.Voxels.Space) is { } difference)
            {
                throw new DnnBrainException(
                    "SpaceMismatch",
                    ErrorKind.InvalidData,
                    $"Maps '{maps[0].Name}' and '{map.Name}' do not lie on the same grid: {difference}. Maps of one file must.",
                    map.Name);
            }
        }

        return new MemoryBrainVolumes(
            maps[0].Voxels.Space,
            maps.Count,
            (volume, destination) => maps[volume].Voxels.Scatter(maps[volume]._values, destination));
    }

    /// <summary>Name and voxels.</summary>
    public override string ToString() => $"{Name}: {Voxels}";
}
