using System.Management.Automation;
using DnnBrain.Formats.Svg;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Draws RDMs, or the comparison of layers with regions, as an SVG.</summary>
[Cmdlet(VerbsData.Export, "DnnFigure", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDnnFigureCommand : ExportCommand<PSObject>
{
    /// <summary>The heading.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>A sentence at the end of the caption.</summary>
    [Parameter]
    public string Note { get; set; } = "";

    /// <summary>The stimuli of the RDMs, to order and name their rows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Stimulus[] Stimulus { get; set; } = [];

    /// <summary>The property of the stimuli by which rows are grouped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string GroupBy { get; set; } = nameof(DnnBrain.Stimuli.Stimulus.Condition);

    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<PSObject> items) => $"Draw a figure of {items?.Count} result{(items?.Count == 1 ? "" : "s")}";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<PSObject> items, string path, bool overwrite, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(items);
        object[] results = [.. items.Select(item => item.BaseObject)];
        var grouping = new StimulusGrouping(Stimulus, GroupBy);
        SvgFile.Write(FigureOfResults.Create(results, grouping, Title, Note), path, overwrite);
    }
}
