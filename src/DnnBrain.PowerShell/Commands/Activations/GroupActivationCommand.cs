using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Activations.Clustering;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Groups the stimuli, channels or units of activations.</summary>
[Cmdlet(VerbsData.Group, "Activation")]
[OutputType(typeof(ClusterResult))]
public sealed class GroupActivationCommand : LongRunningCmdlet
{
    // What each method takes besides what all take.
    private static readonly Dictionary<ClusterMethod, string[]> s_parameters = new()
    {
        [ClusterMethod.KMeans] = [nameof(ClusterCount), nameof(StartCount), nameof(Seed)],
        [ClusterMethod.Hierarchical] = [nameof(ClusterCount), nameof(Height), nameof(Linkage), nameof(Metric)],
        [ClusterMethod.Dbscan] = [nameof(Radius), nameof(MinimumNeighborCount), nameof(Metric)],
    };

    private ClusterOptions _options = new();

    /// <summary>The activations, in memory or in a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <summary>How items are grouped.</summary>
    [Parameter(Position = 0)]
    public ClusterMethod Method { get; set; }

    /// <summary>Number of clusters.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    public int ClusterCount { get; set; }

    /// <summary>What is grouped.</summary>
    [Parameter]
    public ClusterTarget Target { get; set; }

    /// <summary>The distance of two items.</summary>
    [Parameter]
    public ClusterMetric Metric { get; set; }

    /// <summary>The distance of two clusters.</summary>
    [Parameter]
    public ClusterLinkage Linkage { get; set; }

    /// <summary>The distance at which a hierarchy is cut.</summary>
    [Parameter]
    public double Height { get; set; }

    /// <summary>The largest distance of neighbours.</summary>
    [Parameter]
    public double Radius { get; set; }

    /// <summary>The neighbours of an item in a dense region, itself among them.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinimumNeighborCount { get; set; } = new ClusterOptions().MinimumNeighborCount;

    /// <summary>Starts of k-means.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int StartCount { get; set; } = new ClusterOptions().StartCount;

    /// <summary>The seed of the starts.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>Bytes for the values.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxMemory { get; set; } = 1L << 30;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _options = Require(MakeOptions, Method);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Activation activation in InputObject)
        {
            TryItem(activation, () => WriteObject(RunForItem((observer, token) => ActivationClusterer.Run(activation, _options, observer, token, MaxMemory))));
        }
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private ClusterOptions MakeOptions()
    {
        IEnumerable<string> foreign = s_parameters.Values.SelectMany(p => p).Distinct().Except(s_parameters[Method]);
        if (foreign.FirstOrDefault(Given) is { } parameter)
        {
            string methods = string.Join(" and ", s_parameters.Where(p => p.Value.Contains(parameter)).Select(p => p.Key));
            throw new DnnBrainException("ParameterNotApplicable", ErrorKind.InvalidArgument, $"-{parameter} is for {methods}, not for {Method}.", parameter);
        }

        var options = new ClusterOptions
        {
            Method = Method,
            Target = Target,
            ClusterCount = Given(nameof(ClusterCount)) ? ClusterCount : null,
            Height = Given(nameof(Height)) ? Height : null,
            Metric = Metric,

            // Ward's linkage is of Euclidean distances; for others the mean distance is the natural one.
            Linkage = Given(nameof(Linkage)) || Metric == ClusterMetric.Euclidean ? Linkage : ClusterLinkage.Average,
            Radius = Given(nameof(Radius)) ? Radius : null,
            MinimumNeighborCount = MinimumNeighborCount,
            StartCount = StartCount,
            Seed = Seed,
        };
        options.Validate();
        return options;
    }
}
