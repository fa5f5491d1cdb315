using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Weights model RDMs to predict brain regions' RDMs, and scores the weighted sum on other stimuli and subjects.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WeightedRsa")]
[OutputType(typeof(WeightedRsa))]
public sealed class InvokeWeightedRsaCommand : RsaInferenceCommand
{
    private static readonly string[] s_ridgeOnly = [nameof(Alpha), nameof(InnerFoldCount)];

    private readonly List<Rdm> _components = [];

    /// <summary>Takes fewer permutations than other tests do: weights are fitted again under each permutation.</summary>
    public InvokeWeightedRsaCommand()
        : base(new WeightedRsaOptions().Inference.PermutationCount)
    {
    }

    /// <summary>Model RDMs, one a layer.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>How weights are fitted.</summary>
    [Parameter(Position = 1)]
    public RsaWeighting Weighting { get; set; } = RsaWeighting.NonNegative;

    /// <summary>Ridge penalties to choose among.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public double[] Alpha { get; set; } = [.. WeightedRsaOptions.DefaultAlpha];

    /// <summary>How the weighted sum is compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmComparisonMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RdmComparisonMethod.Spearman.Name;

    /// <summary>The name of the weighted sum.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "Weighted";

    /// <summary>Number of folds over stimuli.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int? FoldCount { get; set; }

    /// <summary>Number of folds in which the penalty is chosen.</summary>
    [Parameter]
    [ValidateRange(2, 1000)]
    public int InnerFoldCount { get; set; } = new WeightedRsaOptions().InnerFoldCount;

    /// <summary>Number of assignments to folds over which scores are averaged.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int RepetitionCount { get; set; } = new WeightedRsaOptions().RepetitionCount;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Weighting == RsaWeighting.NonNegative)
        {
            ThrowIfGiven(s_ridgeOnly, $"is for weightings with a penalty, Ridge and NonNegativeRidge; -Weighting is {Weighting}.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _components.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_components.Count == 0)
        {
            return;
        }

        WeightedRsaOptions options = WithInference(new WeightedRsaOptions
        {
            Weighting = Weighting,
            Alpha = Alpha,
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            FoldCount = FoldCount,
            InnerFoldCount = InnerFoldCount,
            RepetitionCount = RepetitionCount,
        });
        foreach (WeightedRsa result in Run((observer, token) => WeightedRsaFitter.Fit(Name, _components, Reference, options, observer, token)))
        {
            WriteObject(result);
        }
    }
}
