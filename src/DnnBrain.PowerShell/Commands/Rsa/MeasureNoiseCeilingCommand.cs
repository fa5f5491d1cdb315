using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Measures the noise ceilings of brain regions.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "NoiseCeiling")]
[OutputType(typeof(RsaNoiseCeiling))]
public sealed class MeasureNoiseCeilingCommand : ResamplingCommand
{
    private readonly List<Rdm> _references = [];

    /// <summary>RDMs of brain regions, one a region and subject.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] Reference { get; set; } = [];

    /// <summary>How two RDMs are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmComparisonMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RdmComparisonMethod.Spearman.Name;

    /// <summary>RDMs whose share in the relation is taken out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Rdm[]? Nuisance { get; set; }

    /// <summary>Take the nuisances out of pools only.</summary>
    [Parameter]
    public SwitchParameter Semipartial { get; set; }

    /// <summary>Covariance of measurement errors between stimuli, for whitened methods.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CovarianceTransformation]
    public double[,]? StimulusCovariance { get; set; }

    /// <summary>What is drawn anew for the intervals.</summary>
    [Parameter]
    public BootstrapFactor Bootstrap { get; set; } = BootstrapFactor.Both;

    /// <summary>Number of bootstrap draws.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int BootstrapCount { get; set; } = new BootstrapOptions().Count;

    /// <summary>How intervals are made.</summary>
    [Parameter]
    public IntervalMethod IntervalMethod { get; set; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new RsaCeilingOptions().ConfidenceLevel;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _references.AddRange(Reference);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_references.Count == 0)
        {
            return;
        }

        var options = new RsaCeilingOptions
        {
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            AlignBy = AlignBy,
            Nuisance = Nuisance ?? [],
            Semipartial = Semipartial,
            StimulusCovariance = StimulusCovariance,
            Interval = IntervalMethod,
            ConfidenceLevel = ConfidenceLevel,
            Bootstrap = new BootstrapOptions
            {
                Factor = Bootstrap,
                Count = BootstrapCount,
                Seed = Seed,
                Checkpoint = OpenCheckpoint(CheckpointPath),
                Memory = Memory,
            },
        };
        foreach (RsaNoiseCeiling ceiling in Run((observer, token) => RsaCeilingMeter.Measure(_references, options, observer, token)))
        {
            WriteObject(ceiling);
        }
    }
}
