using DnnBrain.Brain;
using DnnBrain.Encoding;
using DnnBrain.PowerShell.Commands.Visualization;
using DnnBrain.Rsa.Searchlights;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Results of any method that has one value a voxel, as maps.</summary>
internal static class MapObject
{
    /// <summary>What people are told that is taken.</summary>
    public const string Expected = "results of Invoke-SearchlightRsa or Test-EncodingModel, or maps";

    /// <summary>The map of a result; its name is what it has in common with those of other subjects.</summary>
    /// <exception cref="DnnBrainException">The object has no values in a volume (<c>ImageInputInvalid</c>, <c>VoxelMissing</c>).</exception>
    public static BrainMap ToMap(object item) => item switch
    {
        BrainMap map => map,
        SearchlightMap { CenterSpace: VoxelSet voxels } map => new BrainMap(map.Name, voxels, [.. map.Similarity.Select(value => (float)value)])
        {
            Subject = map.Subject,
            Measure = CaptionText.Similarity(map.Method),
            IsSigned = map.IsSigned,
            Provenance = map.Provenance,
        },
        EncodingResult { UnitSpace: VoxelSet voxels } result => new BrainMap($"{result.Layer} {result.Region}", voxels, [.. result.Accuracy.Select(r => (float)r)])
        {
            Subject = result.Subject,
            Measure = "accuracy, r",
            IsSigned = true,
            Provenance = result.Provenance,
        },
        EncodingResult result => throw new DnnBrainException(
            "VoxelMissing", ErrorKind.InvalidArgument, $"'{result}' has no places in a volume: '{result.Region}' did not come from a brain image.", result),
        _ => throw new DnnBrainException(
            "ImageInputInvalid", ErrorKind.InvalidArgument, $"A {item.GetType().Name} has no values in a volume; expected were {Expected}.", item),
    };
}
