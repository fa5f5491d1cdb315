using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Tests which of several models is more similar to a region, or whether one differs from the noise ceiling.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RsaDifference")]
[OutputType(typeof(RsaDifference))]
public sealed class TestRsaDifferenceCommand : LongRunningCmdlet
{
    private readonly List<RsaComparison> _comparisons = [];

    /// <summary>Results of Invoke-RsaComparison.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RsaComparison[] InputObject { get; set; } = [];

    /// <summary>Against the lower bound of the noise ceiling instead of one another.</summary>
    [Parameter]
    public SwitchParameter NoiseCeiling { get; set; }

    /// <summary>The test where comparisons have no bootstrap.</summary>
    [Parameter]
    public SubjectTest SubjectTest { get; set; } = SubjectTest.SignFlip;

    /// <summary>Number of sign flips.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = new InferenceOptions().PermutationCount;

    /// <summary>How p-values are adjusted over all differences.</summary>
    [Parameter]
    public Correction Correction { get; set; } = Correction.Maximum;

    /// <summary>The seed of sign flips.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _comparisons.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_comparisons.Count == 0)
        {
            return;
        }

        var options = new InferenceOptions { PermutationCount = PermutationCount, Seed = Seed, Correction = Correction };
        foreach (RsaDifference difference in Run((observer, token) =>
            RsaDifferenceTester.Test(_comparisons, NoiseCeiling, SubjectTest, options, observer, token)))
        {
            WriteObject(difference);
        }
    }
}
