using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics.Clusters;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Compares model RDMs with sequences of RDMs over time, or the times of a sequence with each other.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TemporalRsa", DefaultParameterSetName = ModelSet)]
[OutputType(typeof(TemporalRsa))]
public sealed class InvokeTemporalRsaCommand : PermutationCommand
{
    private const string ModelSet = "Model";
    private const string AcrossTimeSet = "AcrossTime";

    private readonly List<Rdm> _models = [];

    /// <summary>Model RDMs, one a layer, or one a layer and time.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ModelSet)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>RDMs of brain regions, one a region, subject and time.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public Rdm[] Reference { get; set; } = [];

    /// <summary>Compares each subject's times with the other subjects' times.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AcrossTimeSet)]
    public SwitchParameter AcrossTime { get; set; }

    /// <summary>The times of the reference RDMs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public double[]? Time { get; set; }

    /// <summary>How two RDMs are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmComparisonMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RdmComparisonMethod.Spearman.Name;

    /// <summary>RDMs whose share in the relation is taken out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Rdm[] Nuisance { get; set; } = [];

    /// <summary>What the score of a point in time is.</summary>
    [Parameter]
    public MapStatistic Statistic { get; set; } = new TemporalRsaOptions().Statistic.Statistic;

    /// <summary>The uncorrected p below which a point belongs to a cluster.</summary>
    [Parameter]
    public double ClusterFormingPValue { get; set; } = new TemporalRsaOptions().Statistic.ClusterFormingPValue;

    /// <summary>Number of bootstrap draws behind the interval of the peak's time.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int BootstrapCount { get; set; } = new TemporalRsaOptions().BootstrapCount;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new TemporalRsaOptions().ConfidenceLevel;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _models.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_models.Count == 0 && !AcrossTime)
        {
            return;
        }

        var options = new TemporalRsaOptions
        {
            Comparison = new RsaComparisonOptions
            {
                Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
                AlignBy = AlignBy,
                Nuisance = Nuisance,
                Inference = Inference(),
            },
            Statistic = new MapStatisticOptions { Statistic = Statistic, ClusterFormingPValue = ClusterFormingPValue },
            Time = Time,
            BootstrapCount = BootstrapCount,
            ConfidenceLevel = ConfidenceLevel,
        };
        foreach (TemporalRsa result in Run((observer, token) => AcrossTime
            ? TemporalRsaComparer.CompareAcrossTime(Reference, options, observer, token)
            : TemporalRsaComparer.Compare(_models, Reference, options, observer, token)))
        {
            WriteObject(result);
        }
    }
}
