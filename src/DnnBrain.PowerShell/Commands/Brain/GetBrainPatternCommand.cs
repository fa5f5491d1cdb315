using System.Management.Automation;
using System.Text.RegularExpressions;
using DnnBrain.Brain;
using DnnBrain.Formats.LabelTable;
using DnnBrain.Formats.Nifti;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Takes the patterns of regions out of images with one volume a stimulus.</summary>
[Cmdlet(VerbsCommon.Get, "BrainPattern")]
[OutputType(typeof(BrainPattern))]
public sealed partial class GetBrainPatternCommand : LongRunningCmdlet
{
    private BrainMask? _mask;
    private BrainLabel[] _labels = [];

    /// <summary>The images, as Import-BrainImage gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public BrainImage[] Image { get; set; } = [];

    /// <summary>An image of whole numbers on the same grid; 0 is outside.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Mask { get; set; } = "";

    /// <summary>Regions by number or name; wildcards are allowed. All regions by default.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BrainLabelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Label { get; set; } = ["*"];

    /// <summary>What each volume answers to, in the order of the volumes: stimuli or their ids.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNullOrEmpty]
    public string[] Stimulus { get; set; } = [];

    /// <summary>The subject. By default what follows <c>sub-</c> in the file's name, as in BIDS.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = Require(() => ResolveUnresolved(Mask), Mask);
        _mask = Run((_, token) => BrainMask.FromImage(NiftiReader.Read(path), LabelTableReader.ReadBeside(path), token));
        _labels = Require(() => SelectLabels(_mask), Label);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (BrainImage image in Image)
        {
            TryItem(image.Path, () =>
            {
                string? subject = Subject ?? SubjectOf(image.Path);
                foreach (BrainPattern pattern in RunForItem((observer, token) => BrainPatternReader.Read(image, _mask!, _labels, Stimulus, subject, observer, token)))
                {
                    WriteObject(pattern);
                }
            });
        }
    }

    [GeneratedRegex("(?:^|_)(sub-[A-Za-z0-9]+)")]
    private static partial Regex SubjectEntity { get; }

    /// <summary>What a file's name has after <c>sub-</c>, that included; null where it has none.</summary>
    internal static string? SubjectOf(string path)
    {
        Match match = SubjectEntity.Match(Path.GetFileName(path));
        return match.Success ? match.Groups[1].Value : null;
    }

    private BrainLabel[] SelectLabels(BrainMask mask)
    {
        // Numbers become names, so that names are what is left to match; a region that is not there is an error here.
        string[] wanted = [.. Label.Select(label => WildcardPattern.ContainsWildcardCharacters(label) ? label : mask.GetLabel(label).Name)];
        string[] names = NamePattern.Select(wanted, [.. mask.Labels.Select(label => label.Name)], "LabelNotFound", $"region of '{mask.Path}'");
        return [.. names.Select(mask.GetLabel)];
    }
}
