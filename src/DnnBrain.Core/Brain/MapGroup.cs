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

        Dictionary<int, int>[] places = [.. maps.Select(map => map.Voxels.VoxelIndex.Index().Where(pair => float.IsFinite(map.Values[pair.Index])).ToDictionary(pair => pair.Item, pair => pair.Index))];
        int[] offered = [.. maps.SelectMany(map => map.Voxels.VoxelIndex).Distinct().Order()];
        int[] common = [.. offered.Where(voxel => places.All(place => place.ContainsKey(voxel)))];
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
            [.. maps.Select((map, s) => common.Select(voxel => (double)map.Values[places[s][voxel]]).ToArray())],
            [.. maps.Select(map => map.Provenance).OfType<Provenance>()]);
    }
}
