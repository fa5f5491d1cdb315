using System.Management.Automation;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Stimuli;

/// <summary>Writes stimuli to a .stim.csv.</summary>
[Cmdlet(VerbsData.Export, "Stimulus", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportStimulusCommand : ExportCommand<Stimulus>
{
    /// <summary>A title for the file's header.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<Stimulus> items) => $"Export {items?.Count} stimuli";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<Stimulus> items, string path, bool overwrite, CancellationToken token) =>
        StimulusCsvWriter.Write(path, items, Title, overwrite);
}
