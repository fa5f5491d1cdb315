using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Statistics.Clusters;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Tests maps of several subjects voxel by voxel, corrected over all voxels and maps.</summary>
[Cmdlet(VerbsDiagnostic.Test, "BrainMap")]
[OutputType(typeof(BrainMapTest))]
public sealed class TestBrainMapCommand : PermutationCommand
{
    private readonly List<BrainMap> _maps = [];
    private VoxelSet? _mask;

    /// <summary>Maps, one a subject: results, or images.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>An image of whole numbers on the grid of the maps; 0 is outside.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Mask { get; set; }

    /// <summary>What the score of a voxel is.</summary>
    [Parameter]
    public MapStatistic Statistic { get; set; } = MapStatistic.Tfce;

    /// <summary>How many neighbours a voxel has.</summary>
    [Parameter]
    [ValidateSet("6", "18", "26")]
    public int Connectivity { get; set; } = new BrainMapTestOptions().Connectivity;

    /// <summary>The power of the height in threshold-free cluster enhancement.</summary>
    [Parameter]
    public double HeightExponent { get; set; } = new MapStatisticOptions().HeightExponent;

    /// <summary>The power of the extent in threshold-free cluster enhancement.</summary>
    [Parameter]
    public double ExtentExponent { get; set; } = new MapStatisticOptions().ExtentExponent;

    /// <summary>The uncorrected p below which a voxel belongs to a cluster.</summary>
    [Parameter]
    public double ClusterFormingPValue { get; set; } = new MapStatisticOptions().ClusterFormingPValue;

    /// <summary>The value without an effect.</summary>
    [Parameter]
    public double Baseline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Mask is not null)
        {
            string path = Require(() => ResolveUnresolved(Mask), Mask);
            _mask = Run((_, token) => BrainMask.FromImage(NiftiReader.Read(path), token: token).GetVoxels());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object item in InputObject.Select(item => item.BaseObject))
        {
            TryItem(item, () => _maps.AddRange(item is BrainImage image ? RunForItem((_, token) => ReadMaps(image, token)) : [ToMap(item)]));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_maps.Count == 0)
        {
            return;
        }

        var options = new BrainMapTestOptions
        {
            Statistic = new MapStatisticOptions
            {
                Statistic = Statistic,
                HeightExponent = HeightExponent,
                ExtentExponent = ExtentExponent,
                ClusterFormingPValue = ClusterFormingPValue,
            },
            Connectivity = Connectivity,
            Baseline = Baseline,
            Inference = Inference(),
        };
        foreach (BrainMapTest test in Run((observer, token) => BrainMapTester.Test(_maps, options, observer, token)))
        {
            WriteObject(test);
        }
    }

    private BrainMap ToMap(object item)
    {
        BrainMap map = MapObject.ToMap(item);
        return _mask is null ? map : map.Select(_mask);
    }

    private IReadOnlyList<BrainMap> ReadMaps(BrainImage image, CancellationToken token) => _mask is null
        ? throw new DnnBrainException("MaskRequired", ErrorKind.InvalidArgument, $"'{image.Path}' does not say which voxels are brain; -Mask does.", image)
        : BrainMap.FromImage(image, _mask, "images", GetBrainPatternCommand.SubjectOf(image.Path), token);
}
