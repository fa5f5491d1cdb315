using System.Management.Automation;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Fits models of a geometry to some stimuli and subjects and scores them on others.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RsaModel")]
[OutputType(typeof(RsaModelTest))]
public sealed class TestRsaModelCommand : RsaSimilarityCommand
{
    private readonly List<RsaModel> _models = [];

    /// <summary>The models.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RsaModel[] InputObject { get; set; } = [];

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

        RsaModelTestOptions options = WithSimilarity(new RsaModelTestOptions { FoldCount = FoldCount, RepetitionCount = RepetitionCount });
        foreach (RsaModelTest test in Run((observer, token) => RsaModelTester.Test(_models, Reference, options, observer, token)))
        {
            WriteObject(test);
        }
    }
}
