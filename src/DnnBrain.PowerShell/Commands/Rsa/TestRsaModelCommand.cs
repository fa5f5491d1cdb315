using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Fits models of a geometry to some stimuli and subjects and scores them on others.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RsaModel")]
[OutputType(typeof(RsaModelTest))]
public sealed class TestRsaModelCommand : LongRunningCmdlet
{
    private readonly List<RsaModel> _models = [];

    /// <summary>The models.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RsaModel[] InputObject { get; set; } = [];

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

    /// <summary>Take the nuisances out of predictions only.</summary>
    [Parameter]
    public SwitchParameter Semipartial { get; set; }

    /// <summary>Covariance of measurement errors between stimuli, for whitened methods.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CovarianceTransformation]
    public double[,]? StimulusCovariance { get; set; }

    /// <summary>Number of folds over stimuli.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int? FoldCount { get; set; }

    /// <summary>Number of assignments to folds over which scores are averaged.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int RepetitionCount { get; set; } = new RsaModelTestOptions().RepetitionCount;

    /// <summary>What a bootstrap draws anew.</summary>
    [Parameter]
    public BootstrapFactor Bootstrap { get; set; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int BootstrapCount { get; set; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new RsaModelTestOptions().ConfidenceLevel;

    /// <summary>Number of sign flips over subjects.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = new InferenceOptions().PermutationCount;

    /// <summary>The side of the tests.</summary>
    [Parameter]
    public Alternative Alternative { get; set; } = Alternative.Greater;

    /// <summary>How p-values are adjusted over models and regions.</summary>
    [Parameter]
    public Correction Correction { get; set; } = Correction.Maximum;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <summary>The seed of folds, flips and bootstrap.</summary>
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

        var options = new RsaModelTestOptions
        {
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            AlignBy = AlignBy,
            Nuisance = Nuisance ?? [],
            Semipartial = Semipartial,
            StimulusCovariance = StimulusCovariance,
            FoldCount = FoldCount,
            RepetitionCount = RepetitionCount,
            Bootstrap = Bootstrap,
            BootstrapCount = BootstrapCount,
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
        foreach (RsaModelTest test in Run((observer, token) => RsaModelTester.Test(_models, Reference, options, observer, token)))
        {
            WriteObject(test);
        }
    }
}
