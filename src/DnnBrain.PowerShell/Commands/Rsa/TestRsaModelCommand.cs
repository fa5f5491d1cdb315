using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Fits models of a geometry to some stimuli and subjects and scores them on others.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RsaModel")]
[OutputType(typeof(RsaModelTest))]
public sealed class TestRsaModelCommand : RsaInferenceCommand
{
    private readonly List<RsaModel> _models = [];

    /// <summary>The models.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RsaModel[] InputObject { get; set; } = [];

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
            Inference = Inference(),
        };
        foreach (RsaModelTest test in Run((observer, token) => RsaModelTester.Test(_models, Reference, options, observer, token)))
        {
            WriteObject(test);
        }
    }
}
