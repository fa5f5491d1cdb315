using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Opens brain images; the volumes stay in the file until they are needed.</summary>
[Cmdlet(VerbsData.Import, "BrainImage", DefaultParameterSetName = PathSet)]
[OutputType(typeof(BrainImage))]
public sealed class ImportBrainImageCommand : PathCommand
{
    /// <inheritdoc/>
    protected override void ProcessFile(string path) => WriteObject(NiftiReader.Read(path));
}
