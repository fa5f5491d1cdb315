using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using DnnBrain.Formats.Svg;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Draws RDMs, or the comparison of layers with regions, as an SVG.</summary>
[Cmdlet(VerbsData.Export, "DnnFigure", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDnnFigureCommand : ExportCommand<PSObject>
{
    private BrainImage? _underlay;
    private VoxelSet? _mask;

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

    /// <summary>The unit of times.</summary>
    [Parameter]
    [ValidateSet("ms", "s")]
    public string TimeUnit { get; set; } = "";

    /// <summary>Heights of the slices of maps, z in mm.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public double[] Slice { get; set; } = [];

    /// <summary>Number of slices of a map.</summary>
    [Parameter]
    [ValidateRange(1, 200)]
    public int SliceCount { get; set; } = 8;

    /// <summary>An anatomical image beneath maps.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Underlay { get; set; }

    /// <summary>An image whose voxels other than 0 have their border drawn.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Mask { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Underlay is not null)
        {
            string path = Require(() => ResolveUnresolved(Underlay), Underlay);
            _underlay = Run((_, _) => NiftiReader.Read(path));
        }

        if (Mask is not null)
        {
            string path = Require(() => ResolveUnresolved(Mask), Mask);
            _mask = Run((_, token) => BrainMask.FromImage(NiftiReader.Read(path), token: token).GetVoxels());
        }
    }

    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<PSObject> items) => $"Draw a figure of {items?.Count} result{(items?.Count == 1 ? "" : "s")}";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<PSObject> items, string path, bool overwrite, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(items);
        object[] results = [.. items.Select(item => item.BaseObject)];
        var settings = new FigureSettings(Title, Note, new StimulusGrouping(Stimulus, GroupBy), TimeUnit, Slices());
        SvgFile.Write(FigureOfResults.Create(results, settings), path, overwrite);
    }

    private SliceSettings Slices() => new(Slice, SliceCount, _underlay, _mask);
}
