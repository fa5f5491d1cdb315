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

    /// <summary>The subject; null for a group or where it is not known.</summary>
    public string? Subject { get; init; }

    /// <summary>What ONE value is, for example <c>Spearman</c> or <c>t</c>; empty where that is not known.</summary>
    public string Measure { get; init; } = "";

    /// <summary>
    /// Whether 0 is what values scatter around where there is no effect: yes for correlations, no for the cosine of positive dissimilarities and for
    /// negative distances. Null where it is not known, as for images.
    /// </summary>
    public bool? IsSigned { get; init; }

    /// <summary>How it was made; null where that is not known.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The voxels.</summary>
    public VoxelSet Voxels { get; }

    /// <summary>One value a voxel.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>Reads the volumes of an image as maps.</summary>
    /// <param name="image">One map a volume. A voxel that is 0 has no value: in a map, 0 is outside.</param>
    /// <param name="voxels">The voxels to take.</param>
    /// <param name="name">The name of the maps.</param>
    /// <param name="subject">
    /// The subject of an image with one volume; the volumes of one with several are subjects by themselves, by their 1-based number.
    /// </param>
    /// <param name="token">Looked at before every volume.</param>
    /// <exception cref="DnnBrainException">Image and voxels do not lie on the same grid (<c>SpaceMismatch</c>).</exception>
    public static IReadOnlyList<BrainMap> FromImage(BrainImage image, VoxelSet voxels, string name, string? subject, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(voxels);
        ThrowIfElsewhere(image.Space, voxels.Space, image.Path);
        var provenance = new Provenance { Operation = "Import-BrainImage", Inputs = [.. image.ToInputs()] };
        var maps = new List<BrainMap>();
        image.VisitVolumes(
            (volume, all) =>
            {
                float[] values = new float[voxels.UnitCount];
                voxels.Gather(all, values);
                maps.Add(new BrainMap(name, voxels, [.. values.Select(value => value == 0 ? float.NaN : value)])
                {
                    Subject = image.VolumeCount == 1 ? subject ?? System.IO.Path.GetFileName(image.Path) : FormattableString.Invariant($"{volume + 1}"),
                    Provenance = provenance,
                });
            },
            token);
        return maps;
    }

    /// <summary>The map in some voxels only; those that the map does not have are left out.</summary>
    /// <exception cref="DnnBrainException">
    /// The voxels lie on another grid (<c>SpaceMismatch</c>), or the map has none of them (<c>VoxelMissing</c>).
    /// </exception>
    public BrainMap Select(VoxelSet voxels)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        ThrowIfElsewhere(Voxels.Space, voxels.Space, Name);
        var wanted = voxels.VoxelIndex.ToHashSet();
        int[] kept = [.. Enumerable.Range(0, Voxels.UnitCount).Where(i => wanted.Contains(Voxels.VoxelIndex[i]))];
        return kept.Length == 0
            ? throw new DnnBrainException("VoxelMissing", ErrorKind.InvalidData, $"Map '{this}' has no voxel of the mask.", Name)
            : new BrainMap(Name, new VoxelSet(Voxels.Space, kept.Select(i => Voxels.VoxelIndex[i])), [.. kept.Select(i => _values[i])]) { Subject = Subject, Measure = Measure, IsSigned = IsSigned, Provenance = Provenance };
    }

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

    private static void ThrowIfElsewhere(VolumeSpace own, VolumeSpace mask, string name)
    {
        if (own.FindDifference(mask) is { } difference)
        {
            throw new DnnBrainException("SpaceMismatch", ErrorKind.InvalidData, $"'{name}' and the mask do not lie on the same grid: {difference}.", name);
        }
    }

    /// <summary>Name, subject and voxels.</summary>
    public override string ToString() => $"{Name}{(Subject is null ? "" : $" {Subject}")}: {Voxels}";
}
