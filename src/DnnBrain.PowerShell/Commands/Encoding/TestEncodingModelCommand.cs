using System.Management.Automation;
using DnnBrain.Encoding;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Encoding;

/// <summary>Tests encoding models on stimuli that they were not fitted to.</summary>
[Cmdlet(VerbsDiagnostic.Test, "EncodingModel")]
[OutputType(typeof(EncodingResult))]
public sealed class TestEncodingModelCommand : LongRunningCmdlet
{
    /// <summary>The models, as New-EncodingModel gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EncodingModel[] InputObject { get; set; } = [];

    /// <summary>The number of folds.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int FoldCount { get; set; } = 5;

    /// <summary>Shuffles the stimuli before they are cut into folds; without it they keep their order.</summary>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new EncodingValidationOptions { FoldCount = FoldCount, Seed = Seed };
        foreach (EncodingModel model in InputObject)
        {
            TryItem(model, () => WriteObject(RunForItem((observer, token) => EncodingCrossValidation.Run(model, options, observer, token))));
        }
    }
}
