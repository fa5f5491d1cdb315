using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Compares the distributions of values to two sets of stimuli, or of two RDMs, in bins that both share.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "DistributionDistance")]
[OutputType(typeof(DistributionDistance))]
public sealed class MeasureDistributionDistanceCommand : LongRunningCmdlet
{
    private readonly List<IPatternSet> _sets = [];

    /// <summary>One set: activations, brain patterns or RDMs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The other set: the same kind.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSObject[] Reference { get; set; } = [];

    /// <summary>The distance of two distributions.</summary>
    [Parameter]
    public DistributionMethod Method { get; set; } = DistributionMethod.Wasserstein;

    /// <summary>Number of bins.</summary>
    [Parameter]
    public int BinCount { get; set; } = new DistributionOptions().BinCount;

    /// <summary>Compare every channel by itself.</summary>
    [Parameter]
    public SwitchParameter ByChannel { get; set; }

    /// <summary>Number of exchanges of stimuli between the sets.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = new DistributionOptions().Inference.PermutationCount;

    /// <summary>How p-values are adjusted over layers and channels.</summary>
    [Parameter]
    public Correction Correction { get; set; } = Correction.Maximum;

    /// <summary>The seed of the exchanges.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            TryItem(item, () => _sets.Add(Read(item)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_sets.Count == 0)
        {
            return;
        }

        var options = new DistributionOptions
        {
            Method = Method,
            BinCount = BinCount,
            ByChannel = ByChannel,
            Inference = new InferenceOptions { PermutationCount = PermutationCount, Seed = Seed, Correction = Correction },
        };
        IPatternSet[] references = Require(() => Reference.Select(Read).ToArray());
        foreach (DistributionDistance distance in Run((observer, token) => DistributionComparer.Compare(_sets, references, options, observer, token)))
        {
            WriteObject(distance);
        }
    }

    private static IPatternSet Read(PSObject item) => item.BaseObject switch
    {
        IPatternSet patterns => patterns,
        Rdm rdm => DistributionComparer.ToPatterns(rdm),
        _ => throw new DnnBrainException(
            "PatternExpected",
            ErrorKind.InvalidArgument,
            $"A {item.BaseObject.GetType().Name} has no values to compare. Expected are activations (Get-DnnActivation), brain patterns (Get-BrainPattern), or RDMs (New-Rdm, Import-Rdm).",
            item.BaseObject),
    };
}
