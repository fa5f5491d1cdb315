namespace DnnBrain.Brain;

/// <summary>The maps of one name, one a subject, on the voxels that all of them have.</summary>
/// <param name="Name">The maps' name.</param>
/// <param name="Subject">The subjects; 1-based numbers where they are not known.</param>
/// <param name="Measure">What their values are; empty where that is not known, or not the same for all.</param>
/// <param name="Voxels">The voxels that have a value in all subjects, in the order of memory.</param>
/// <param name="Values">For each subject one value a voxel.</param>
/// <param name="Sources">The provenance of the maps.</param>
internal sealed record MapGroup(string Name, IReadOnlyList<string> Subject, string Measure, VoxelSet Voxels, double[][] Values, IReadOnlyList<Provenance> Sources)
{
    private const int FewestSubjects = 2;

    /// <summary>Groups by name, in order of first appearance.</summary>
    /// <exception cref="DnnBrainException">See <see cref="BrainMapTester.Test"/>.</exception>
    public static IReadOnlyList<MapGroup> FromMaps(IReadOnlyList<BrainMap> maps, IRunObserver observer)
    {
        if (maps.Count == 0)
        {
            throw new DnnBrainException("MapMissing", ErrorKind.InvalidArgument, "At least two maps were expected, one a subject.");
        }

        foreach (BrainMap map in maps)
        {
            if (maps[0].Voxels.Space.FindDifference(map.Voxels.Space) is { } difference)
            {
                throw new DnnBrainException(
                    "SpaceMismatch",
                    ErrorKind.InvalidData,
                    $"Maps '{maps[0]}' and '{map}' do not lie on the same grid: {difference}. Bring subjects into one space first.",
                    map.Name);
            }
        }

        return [.. maps.GroupBy(map => map.Name, StringComparer.Ordinal).Select(group => Create(group.Key, [.. group], observer))];
    }

    private static MapGroup Create(string name, BrainMap[] maps, IRunObserver observer)
    {
        string[] subjects = [.. maps.Select((map, i) => map.Subject ?? FormattableString.Invariant($"{i + 1}"))];
        if (subjects.GroupBy(subject => subject, StringComparer.Ordinal).FirstOrDefault(subject => subject.Count() > 1) is { } twice)
        {
            throw new DnnBrainException("SubjectDuplicate", ErrorKind.InvalidData, $"There are {twice.Count()} maps '{name}' of subject '{twice.Key}'; each subject may have one.", twice.Key);
        }

        if (maps.Length < FewestSubjects)
        {
            throw new DnnBrainException(
                "SubjectTooFew", ErrorKind.InvalidData, $"There is one map '{name}' only; a test over subjects needs at least {FewestSubjects}, and with fewer than five its p cannot reach 0.05.", name);
        }

        (int[] offered, int[] common) = Overlap(maps);
        if (common.Length == 0)
        {
            throw new DnnBrainException("VoxelMissing", ErrorKind.InvalidData, $"No voxel has a value in all {maps.Length} maps '{name}'.", name);
        }

        if (common.Length < offered.Length)
        {
            observer.Warning($"{offered.Length - common.Length:N0} of {offered.Length:N0} voxels have no value in some of the {maps.Length} maps '{name}'; they are left out.");
        }

        return new MapGroup(
            name,
            subjects,
            maps.All(map => map.Measure == maps[0].Measure) ? maps[0].Measure : "",
            new VoxelSet(maps[0].Voxels.Space, common),
            Gather(maps, common),
            [.. maps.Select(map => map.Provenance).OfType<Provenance>()]);
    }

    // The voxels that some map offers, and those of them with a value in all, in the order of memory.
    private static (int[] Offered, int[] Common) Overlap(BrainMap[] maps)
    {
        const int Without = 1;
        int[] counts = new int[maps[0].Voxels.Space.Dimensions.VoxelCount];
        foreach (BrainMap map in maps)
        {
            for (int i = 0; i < map.Values.Count; i++)
            {
                ref int count = ref counts[map.Voxels.VoxelIndex[i]];
                count = Math.Max(count, Without) + (float.IsFinite(map.Values[i]) ? 1 : 0);
            }
        }

        int[] offered = [.. Enumerable.Range(0, counts.Length).Where(voxel => counts[voxel] > 0)];
        return (offered, [.. offered.Where(voxel => counts[voxel] == maps.Length + Without)]);
    }

    private static double[][] Gather(BrainMap[] maps, int[] voxels)
    {
        float[] volume = new float[maps[0].Voxels.Space.Dimensions.VoxelCount];
        return [.. maps.Select(map =>
        {
            for (int i = 0; i < map.Values.Count; i++)
            {
                volume[map.Voxels.VoxelIndex[i]] = map.Values[i];
            }

            return voxels.Select(voxel => (double)volume[voxel]).ToArray();
        })];
    }
}
