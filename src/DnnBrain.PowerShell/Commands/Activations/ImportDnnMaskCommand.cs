using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.MaskCsv;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Reads the masks of .dmask.csv files.</summary>
[Cmdlet(VerbsData.Import, "DnnMask", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DnnMask))]
public sealed class ImportDnnMaskCommand : PathCommand
{
    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        foreach (DnnMask mask in MaskCsvReader.Read(path))
        {
            WriteObject(mask);
        }
    }
}
