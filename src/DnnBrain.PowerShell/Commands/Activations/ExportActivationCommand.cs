using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Writes activations to a file or folder that other programs read.</summary>
[Cmdlet(VerbsData.Export, "Activation", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportActivationCommand : ExportCommand<Activation>
{
    private ActivationFormat _format;

    /// <summary>How to write them; by default what the name's ending says.</summary>
    [Parameter]
    public ActivationFormat? Format { get; set; }

    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<Activation> items) => $"Export the activations of {items?.Count} layers";

    /// <inheritdoc/>
    protected override string CheckTarget(string path)
    {
        _format = Format ?? FeatureFile.FormatOf(path);

        // The files of a folder are known when the layers are.
        return FeatureFile.IsFolder(_format) ? path : base.CheckTarget(path);
    }

    /// <inheritdoc/>
    protected override void WarnOfLosses(IReadOnlyList<Activation> items)
    {
        foreach (Activation activation in FeatureFile.LosingAxes(_format, items))
        {
            WriteWarning($"The format {_format} does not keep that the axes of '{activation.Layer}' are {activation.Shape.Axes}: they are read as channel, row, column. An .act.h5 or .npz keeps them.");
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> WrittenFiles(IReadOnlyList<Activation> items, string path) => FeatureFile.Files(path, _format, items);

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<Activation> items, string path, bool overwrite, CancellationToken token) =>
        FeatureFile.Write(path, _format, items, overwrite, token);
}
