using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>A cmdlet that holds models against the RDMs of regions, with permutations and bootstraps.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RsaInferenceCommand : PermutationCommand
{
    private static readonly string[] s_bootstrapOnly = [nameof(BootstrapCount), nameof(ConfidenceLevel), "IntervalMethod"];

    /// <summary>Takes the number of permutations there are by default.</summary>
    protected RsaInferenceCommand(int permutationCount)
        : base(permutationCount)
    {
    }

    /// <summary>Takes the number of permutations of tests that are a sum.</summary>
    protected RsaInferenceCommand()
    {
    }

    /// <summary>RDMs of brain regions, one a region and subject.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public Rdm[] Reference { get; set; } = [];

    /// <summary>What a bootstrap draws anew.</summary>
    [Parameter]
    public BootstrapFactor Bootstrap { get; set; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int BootstrapCount { get; set; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new RsaComparisonOptions().ConfidenceLevel;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <summary>A number of draws without anything that is drawn would look like an interval that was made.</summary>
    protected override void BeginProcessing()
    {
        if (Bootstrap == BootstrapFactor.None)
        {
            ThrowIfGiven(s_bootstrapOnly, "is for a bootstrap; -Bootstrap says what is drawn anew: Stimulus, Subject or Both.");
        }
    }

    /// <summary>Options of the core with these parameters.</summary>
    protected T WithInference<T>(T options)
        where T : RsaInferenceOptions => options with
        {
            AlignBy = AlignBy,
            Bootstrap = Bootstrap,
            BootstrapCount = BootstrapCount,
            ConfidenceLevel = ConfidenceLevel,
            Inference = Inference(),
        };
}
