using System.Management.Automation;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Compares model RDMs with the RDMs of brain regions: correlation per subject, tests, noise ceiling.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RsaComparison")]
[OutputType(typeof(RsaComparison), typeof(RsaComparisonMatrix))]
public sealed class InvokeRsaComparisonCommand : RsaSimilarityCommand
{
    // PermutationCount, Seed and MaxMemory are not here: 0 permutations are none, and a seed or a limit changes no similarity.
    private static readonly string[] s_testsOnly =
        [nameof(SubjectTest), nameof(IntervalMethod), nameof(Bootstrap), nameof(BootstrapCount), nameof(ConfidenceLevel), nameof(Alternative), nameof(Correction), nameof(CheckpointPath)];

    private readonly List<Rdm> _models = [];

    /// <summary>Model RDMs, one a layer.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>Give one matrix of all similarities, without tests.</summary>
    [Parameter]
    public SwitchParameter AsMatrix { get; set; }

    /// <summary>How the mean over subjects is tested.</summary>
    [Parameter]
    public SubjectTest SubjectTest { get; set; } = SubjectTest.SignFlip;

    /// <summary>How bootstrap intervals are made.</summary>
    [Parameter]
    public IntervalMethod IntervalMethod { get; set; } = IntervalMethod.StudentT;

    /// <summary>A matrix of similarities has no tests: whoever asks for one would look for it in vain.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (AsMatrix)
        {
            ThrowIfGiven(s_testsOnly, "is for tests; -AsMatrix gives similarities alone. Leave out one of the two.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _models.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_models.Count == 0)
        {
            return;
        }

        RsaComparisonOptions options = WithSimilarity(new RsaComparisonOptions { SubjectTest = SubjectTest, Interval = IntervalMethod });
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
