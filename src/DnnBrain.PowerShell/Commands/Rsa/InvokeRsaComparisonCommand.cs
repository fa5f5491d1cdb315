using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Compares model RDMs with the RDMs of brain regions: correlation per subject, tests, noise ceiling.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RsaComparison")]
[OutputType(typeof(RsaComparison), typeof(RsaComparisonMatrix))]
public sealed class InvokeRsaComparisonCommand : LongRunningCmdlet
{
    private readonly List<Rdm> _models = [];

    /// <summary>Model RDMs, one a layer.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>RDMs of brain regions, one a region and subject.</summary>
    [Parameter(Mandatory = true, Position = 0)]
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

    /// <summary>Take the nuisances out of the models only.</summary>
    [Parameter]
    public SwitchParameter Semipartial { get; set; }

    /// <summary>Covariance of measurement errors between stimuli, for whitened methods.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CovarianceTransformation]
    public double[,]? StimulusCovariance { get; set; }

    /// <summary>Give one matrix of all similarities, without tests.</summary>
    [Parameter]
    public SwitchParameter AsMatrix { get; set; }

    /// <summary>Number of permutations of the stimulus labels.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = new InferenceOptions().PermutationCount;

    /// <summary>The side of the tests.</summary>
    [Parameter]
    public Alternative Alternative { get; set; } = Alternative.Greater;

    /// <summary>How p-values are adjusted over layers and regions.</summary>
    [Parameter]
    public Correction Correction { get; set; } = Correction.Maximum;

    /// <summary>How the mean over subjects is tested.</summary>
    [Parameter]
    public SubjectTest SubjectTest { get; set; } = SubjectTest.SignFlip;

    /// <summary>What a bootstrap draws anew.</summary>
    [Parameter]
    public BootstrapFactor Bootstrap { get; set; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int BootstrapCount { get; set; } = new BootstrapOptions().Count;

    /// <summary>How bootstrap intervals are made.</summary>
    [Parameter]
    public IntervalMethod IntervalMethod { get; set; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new RsaComparisonOptions().ConfidenceLevel;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <summary>The seed of the permutations.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>The file in which resampling that is stopped keeps what it has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _models.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_models.Count == 0)
        {
            return;
        }

        var options = new RsaComparisonOptions
        {
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            AlignBy = AlignBy,
            Nuisance = Nuisance ?? [],
            Semipartial = Semipartial,
            StimulusCovariance = StimulusCovariance,
            SubjectTest = SubjectTest,
            Bootstrap = Bootstrap,
            BootstrapCount = BootstrapCount,
            Interval = IntervalMethod,
            ConfidenceLevel = ConfidenceLevel,
            Inference = new InferenceOptions
            {
                PermutationCount = PermutationCount,
                Seed = Seed,
                Alternative = Alternative,
                Correction = Correction,
                Checkpoint = OpenCheckpoint(CheckpointPath),
            },
        };
        if (AsMatrix)
        {
            WriteObject(Run((observer, token) => RsaComparer.CompareAll(_models, Reference, options, observer, token)));
            return;
        }

        foreach (RsaComparison comparison in Run((observer, token) => RsaComparer.Compare(_models, Reference, options, observer, token)))
        {
            WriteObject(comparison);
        }
    }
}
