using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Encoding;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Encoding;

/// <summary>Makes models that predict brain patterns from a network's activations.</summary>
[Cmdlet(VerbsCommon.New, "EncodingModel")]
[OutputType(typeof(EncodingModel))]
public sealed class NewEncodingModelCommand : DnnBrainCmdlet
{
    private static readonly string[] s_ridgeOnly = [nameof(Alpha), nameof(SharedAlpha), nameof(InnerFoldCount)];

    /// <summary>The predictors: activations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public IPatternSet[] Predictor { get; set; } = [];

    /// <summary>What is predicted: brain patterns.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public IPatternSet[] Target { get; set; } = [];

    /// <summary>The method.</summary>
    [Parameter]
    public EncodingMethod Method { get; set; } = EncodingMethod.Ridge;

    /// <summary>The penalties to choose from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public double[] Alpha { get; set; } = [.. EncodingOptions.DefaultAlpha];

    /// <summary>Chooses one penalty for all voxels.</summary>
    [Parameter]
    public SwitchParameter SharedAlpha { get; set; }

    /// <summary>The number of folds that the training stimuli are cut into to choose the penalty.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int InnerFoldCount { get; set; } = 5;

    /// <summary>Divides every unit by its standard deviation over the training stimuli.</summary>
    [Parameter]
    public SwitchParameter Standardize { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Method == EncodingMethod.Ols)
        {
            ThrowIfGiven(s_ridgeOnly, "is for the method Ridge; least squares (Ols) has no penalty.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new EncodingOptions
        {
            Method = Method,
            Alpha = Alpha,
            SharedAlpha = SharedAlpha,
            InnerFoldCount = InnerFoldCount,
            Standardize = Standardize,
        };
        foreach (IPatternSet predictor in Predictor)
        {
            foreach (IPatternSet target in Target)
            {
                TryItem(target, () => WriteObject(new EncodingModel(predictor, target, options)));
            }
        }
    }
}
