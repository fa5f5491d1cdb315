using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Writes activations to an .act.h5.</summary>
[Cmdlet(VerbsData.Export, "Activation", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportActivationCommand : ExportCommand<Activation>
{
    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<Activation> items) => $"Export the activations of {items?.Count} layers";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<Activation> items, string path, bool overwrite, CancellationToken token) =>
        ActivationHdf5Writer.Write(path, items, overwrite, token);
}
