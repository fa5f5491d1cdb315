using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.MaskCsv;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Writes masks to a .dmask.csv.</summary>
[Cmdlet(VerbsData.Export, "DnnMask", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDnnMaskCommand : ExportCommand<DnnMask>
{
    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<DnnMask> items) => $"Export the masks of {items?.Count} layers";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<DnnMask> items, string path, bool overwrite, CancellationToken token) =>
        MaskCsvWriter.Write(path, items, overwrite);
}
