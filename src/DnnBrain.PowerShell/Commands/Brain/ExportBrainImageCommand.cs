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
        _ => (BrainMap.ToVolumes([.. items.SelectMany(ToMaps)]), items is [EncodingResult result] ? $"DnnBrain accuracy {result.Layer}" : "DnnBrain maps"),
    };

    private static IEnumerable<BrainMap> ToMaps(object item) => item is BrainMapTest test ? test.ToMaps() : [MapObject.ToMap(item)];
}
