using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes a representational dissimilarity matrix from each layer's activation or each region's patterns.</summary>
[Cmdlet(VerbsCommon.New, "Rdm", DefaultParameterSetName = PatternSet)]
[OutputType(typeof(Rdm))]
public sealed class NewRdmCommand : LongRunningCmdlet
{
    private const string PatternSet = "Pattern";
    private const string GramSet = "Gram";

    private RdmOptions _options = new();

    /// <summary>Activations or brain patterns; one RDM comes out for each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PatternSet)]
    [ValidateNotNullOrEmpty]
    public IPatternSet[] InputObject { get; set; } = [];

    /// <summary>Gram matrices, as Get-DnnActivation -Gram gives them; one RDM comes out for each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = GramSet)]
    [ValidateNotNullOrEmpty]
    public ActivationGram[] Gram { get; set; } = [];

    /// <summary>The dissimilarity of two patterns.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(RdmMetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string Metric { get; set; } = RdmMetric.Correlation.Name;

    /// <summary>What is brought to mean 0 and standard deviation 1 first.</summary>
    [Parameter]
    public ZScoring ZScore { get; set; } = ZScoring.None;

    /// <summary>Bytes for patterns at a time.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxMemory { get; set; } = new RdmOptions().MaxMemory;

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _options = new RdmOptions { Metric = Require(() => RdmMetric.Parse(Metric), Metric), ZScore = ZScore, MaxMemory = MaxMemory };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == GramSet)
        {
            foreach (ActivationGram gram in Gram)
            {
                TryItem(gram, () => WriteObject(RunForItem((observer, _) => GramRdmBuilder.Build(gram, _options, observer))));
            }

            return;
        }

        foreach (IPatternSet patterns in InputObject)
        {
            TryItem(patterns, () => WriteObject(RunForItem((observer, token) => RdmBuilder.Build(patterns, _options, observer, token))));
        }
    }
}
