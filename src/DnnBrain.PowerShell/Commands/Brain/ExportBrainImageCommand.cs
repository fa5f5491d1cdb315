using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Encoding;
using DnnBrain.Formats.Nifti;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Writes maps, patterns or an image as a NIfTI-1 file.</summary>
[Cmdlet(VerbsData.Export, "BrainImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBrainImageCommand : ExportCommand<PSObject>
{
    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<PSObject> items) => $"Export an image of {items?.Count} {(items?.Count == 1 ? "object" : "objects")}";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<PSObject> items, string path, bool overwrite, CancellationToken token)
    {
        (IBrainVolumes volumes, string description) = ToVolumes([.. items.Select(item => item.BaseObject)]);
        NiftiWriter.Write(path, overwrite, volumes, new NiftiWriteOptions { Description = description }, token);
    }

    private static (IBrainVolumes Volumes, string Description) ToVolumes(object[] items) => items switch
    {
        [BrainPattern pattern] => (pattern.ToVolumes(), $"DnnBrain pattern {pattern.Name}"),
        [BrainImage image] => (image, image.Description),
        _ => (BrainMap.ToVolumes([.. items.Select(ToMap)]), items is [EncodingResult result] ? $"DnnBrain accuracy {result.Layer}" : "DnnBrain maps"),
    };

    private static BrainMap ToMap(object item) => item switch
    {
        BrainMap map => map,
        EncodingResult { UnitSpace: VoxelSet voxels } result => new BrainMap(result.ToString(), voxels, [.. result.Accuracy.Select(r => (float)r)]),
        EncodingResult result => throw new DnnBrainException(
            "VoxelMissing", ErrorKind.InvalidArgument, $"'{result}' has no places in a volume: '{result.Region}' did not come from a brain image.", result),
        _ => throw new DnnBrainException(
            "ImageInputInvalid",
            ErrorKind.InvalidArgument,
            $"A {item.GetType().Name} cannot be written as an image here; expected were results of Test-EncodingModel or maps (one volume each), or a single pattern or image.",
            item),
    };
}
