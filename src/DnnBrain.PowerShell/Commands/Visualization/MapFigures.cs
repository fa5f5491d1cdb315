using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.PowerShell.Commands.Brain;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What maps and their tests look like: axial slices.</summary>
internal static class MapFigures
{
    /// <summary>Whether something is a map or the test of one.</summary>
    public static bool IsMap(object item) => item is BrainMapTest or BrainMap or DnnBrain.Rsa.Searchlights.SearchlightMap or DnnBrain.Encoding.EncodingResult;

    /// <summary>One panel a map, all cut at the same heights.</summary>
    /// <exception cref="DnnBrainException">
    /// Maps lie on different grids (<c>SpaceMismatch</c>), hold different things (<c>MethodMismatch</c>) or are in no volume
    /// (<c>VoxelMissing</c>), or a slice lies outside (<c>SliceNotFound</c>).
    /// </exception>
    public static SliceFigure Create(IReadOnlyList<object> results, SliceSettings settings, string title, string note)
    {
        BrainMapTest?[] tests = [.. results.Select(result => result as BrainMapTest)];
        BrainMap[] maps = [.. results.Select(result => result is BrainMapTest test ? test.Mean : MapObject.ToMap(result))];
        foreach (BrainMap map in maps)
        {
            ThrowIfElsewhere(maps[0].Voxels.Space, map.Voxels.Space, map.Name);
        }

        if (settings.Mask is { } outside)
        {
            ThrowIfElsewhere(maps[0].Voxels.Space, outside.Space, "-Mask");
        }

        string[] measures = [.. maps.Select(map => map.Measure).Distinct(StringComparer.Ordinal)];
        if (measures.Length > 1)
        {
            throw new DnnBrainException("MethodMismatch", ErrorKind.InvalidArgument, $"One scale of colours cannot show {string.Join(" and ", measures.Select(name => name.Length == 0 ? "(unknown)" : name))}; draw a figure for each.", maps[0].Name);
        }

        var cut = new MapCut(maps, settings);
        int[] subjects = [.. tests.Select(test => test?.SubjectCount ?? 0).Distinct()];
        return new SliceFigure(maps.Select((map, i) => new SlicePanel(Title(map, tests[i]), cut.Slices(map, tests[i]?.AdjustedPValue))))
        {
            ValueLabel = measures[0].Length == 0 ? "value" : measures[0],
            Correction = Correction([.. tests.OfType<BrainMapTest>()]),
            Space = maps[0].Voxels.Space.Frame switch
            {
                CoordinateFrame.Mni152 => "MNI\u00A0152",
                CoordinateFrame.Talairach => "Talairach",
                CoordinateFrame.Scanner => "scanner",
                _ => "",
            },
            SubjectCount = subjects.Length == 1 ? subjects[0] : 0,
            Title = title,
            Note = note,
        };
    }

    private static string Title(BrainMap map, BrainMapTest? test) => test?.Name ?? (map.Subject is null ? map.Name : $"{map.Name} {map.Subject}");

    private static string Correction(BrainMapTest[] tests)
    {
        if (tests.All(test => test.PermutationCount == 0))
        {
            return "";
        }

        Provenance[] made = [.. tests.Select(test => test.Provenance)];
        string[] statistics = [.. tests.Select(test => test.Statistic).Distinct(StringComparer.Ordinal)];
        string statistic = statistics is not [var one] ? ""
            : one == "TValue" ? "t, "
            : one.Replace("Tfce", "TFCE", StringComparison.Ordinal).Replace("ClusterMass p < 0.", "cluster mass, clusters formed at p\u00A0<\u00A0.", StringComparison.Ordinal) + ", ";
        return $"{statistic}{CaptionText.Count(tests.Select(test => test.PermutationCount), "sign flips")}{CaptionText.Side(made)}{CaptionText.Adjusted(made, "voxels and maps")}";
    }

    private static void ThrowIfElsewhere(VolumeSpace first, VolumeSpace other, string name)
    {
        if (first.FindDifference(other) is { } difference)
        {
            throw new DnnBrainException("SpaceMismatch", ErrorKind.InvalidData, string.Create(CultureInfo.InvariantCulture, $"'{name}' does not lie on the grid of the first map: {difference}."), name);
        }
    }
}
