using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using DnnBrain.PowerShell.Binding;
using DnnBrain.PowerShell.Commands.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Rsa.Searchlights;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Compares model RDMs with the patterns in a sphere around every voxel.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SearchlightRsa", SupportsShouldProcess = true)]
[OutputType(typeof(SearchlightMap))]
public sealed class InvokeSearchlightRsaCommand : DesignCommand
{
    private SearchlightOptions _options = new();
    private BrainMask? _mask;

    /// <summary>Patterns of a region or the whole brain, or images with one volume a stimulus.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Model RDMs.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public Rdm[] Model { get; set; } = [];

    /// <summary>An image of whole numbers on the grid of the images; 0 is outside.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Mask { get; set; }

    /// <summary>The radius of the sphere.</summary>
    [Parameter(Position = 1)]
    public double Radius { get; set; } = new SphereOptions().Radius;

    /// <summary>The unit of the radius.</summary>
    [Parameter]
    public RadiusUnit RadiusUnit { get; set; } = RadiusUnit.Millimetre;

    /// <summary>The smallest share of a sphere that must be in the mask.</summary>
    [Parameter]
    public double MinVoxelShare { get; set; } = new SphereOptions().MinVoxelShare;

    /// <summary>The dissimilarity of two patterns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmMetric>))]
    [ValidateNotNullOrEmpty]
    public string Metric { get; set; } = RdmMetric.Correlation.Name;

    /// <summary>How two RDMs are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmComparisonMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RdmComparisonMethod.Spearman.Name;

    /// <summary>RDMs whose share in the relation is taken out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Rdm[] Nuisance { get; set; } = [];

    /// <summary>The noise of the voxels, diagonal.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public NoiseCovariance[] Noise { get; set; } = [];

    /// <summary>How the stimuli of patterns and models are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new SearchlightOptions
        {
            Metric = Require(() => RdmMetric.Parse(Metric), Metric),
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            Nuisance = Nuisance,
            Noise = Noise,
            AlignBy = AlignBy,
            Memory = Memory,
            Design = Require(() => Stimulus is null && HasConditions ? throw StimulusRequired("Patterns", Condition ?? Run) : ReadDesign()),
        };
        if (Mask is not null)
        {
            string path = Require(() => ResolveUnresolved(Mask), Mask);
            _mask = Run((_, token) => BrainMask.FromImage(NiftiReader.Read(path), token: token).ToSingleRegion(Path.GetFileNameWithoutExtension(path.Replace(".gz", "", StringComparison.Ordinal))));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object item in InputObject.Select(item => item.BaseObject))
        {
            TryItem(item, () => Process(item));
        }
    }

    private void Process(object item)
    {
        BrainPattern pattern = item switch
        {
            BrainPattern given => Stimulus is null || HasConditions ? given : throw ConditionMissing(),
            BrainImage image => ReadPattern(image),
            _ => throw new DnnBrainException(
                "SearchlightInputInvalid",
                ErrorKind.InvalidArgument,
                $"A {item.GetType().Name} has no voxels; expected were patterns (Get-BrainPattern) or images (Import-BrainImage) with -Mask.",
                item),
        };
        var spheres = SphereNeighborhood.Create(pattern.Voxels, new SphereOptions { Radius = Radius, Unit = RadiusUnit, MinVoxelShare = MinVoxelShare });
        SearchlightPlan plan = SearchlightRsa.Plan(pattern, spheres, Model, _options);
        WriteVerbose($"{pattern}: {plan}.");
        if (!ShouldProcess($"{pattern}", $"Searchlight: {plan}"))
        {
            return;
        }

        foreach (SearchlightMap map in RunForItem((observer, token) => SearchlightRsa.Run(pattern, spheres, Model, _options, observer, token)))
        {
            WriteObject(map);
        }
    }

    private BrainPattern ReadPattern(BrainImage image)
    {
        if (_mask is null || Stimulus is null)
        {
            throw new DnnBrainException(
                "MaskRequired", ErrorKind.InvalidArgument, $"'{image.Path}' needs a mask and the stimulus of each volume: -Mask and -Stimulus.", image);
        }

        // Ids as they are, or what has them.
        IReadOnlyList<string> ids = Stimulus.All(item => item.BaseObject is string or ValueType)
            ? [.. Stimulus.Select(LanguagePrimitives.ConvertTo<string>)]
            : StimulusTable().Ids(Id);
        return RunForItem((observer, token) => BrainPatternReader.Read(
            image, _mask, _mask.Labels, ids, GetBrainPatternCommand.SubjectOf(image.Path), observer, token))[0];
    }
}
