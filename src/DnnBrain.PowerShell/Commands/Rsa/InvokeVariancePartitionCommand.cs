using System.Collections;
using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Partitions what groups of model RDMs explain of brain regions' RDMs into unique and shared parts.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "VariancePartition")]
[OutputType(typeof(VariancePart))]
public sealed class InvokeVariancePartitionCommand : LongRunningCmdlet
{
    private readonly List<Rdm> _rdms = [];

    /// <summary>Model RDMs.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>RDMs of brain regions, one a region and subject.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public Rdm[] Reference { get; set; } = [];

    /// <summary>Which RDMs explain together.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public IDictionary? Group { get; set; }

    /// <summary>Regress ranks of the dissimilarities.</summary>
    [Parameter]
    public SwitchParameter Rank { get; set; }

    /// <summary>Adjust R² for the number of predictors.</summary>
    [Parameter]
    public SwitchParameter AdjustRSquared { get; set; }

    /// <summary>Number of permutations of stimulus labels.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = new VariancePartitionOptions().Inference.PermutationCount;

    /// <summary>The side of the tests.</summary>
    [Parameter]
    public Alternative Alternative { get; set; } = Alternative.Greater;

    /// <summary>How p-values are adjusted over parts and regions.</summary>
    [Parameter]
    public Correction Correction { get; set; } = Correction.Maximum;

    /// <summary>What a bootstrap draws anew.</summary>
    [Parameter]
    public BootstrapFactor Bootstrap { get; set; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int BootstrapCount { get; set; } = new BootstrapOptions().Count;

    /// <summary>How intervals are made.</summary>
    [Parameter]
    public IntervalMethod IntervalMethod { get; set; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = new VariancePartitionOptions().ConfidenceLevel;

    /// <summary>How the stimuli of two RDMs are matched.</summary>
    [Parameter]
    public StimulusAlignment AlignBy { get; set; } = StimulusAlignment.Id;

    /// <summary>The seed of permutations and bootstrap.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>The file in which resampling that is stopped keeps what it has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _rdms.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = new VariancePartitionOptions
        {
            Rank = Rank,
            AdjustRSquared = AdjustRSquared,
            AlignBy = AlignBy,
            Bootstrap = Bootstrap,
            BootstrapCount = BootstrapCount,
            Interval = IntervalMethod,
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
        IReadOnlyList<VarianceGroup> groups = Require(() => RdmGrouping.Create(Group, _rdms), Group);
        foreach (VariancePart part in Run((observer, token) => VariancePartitioner.Partition(groups, Reference, options, observer, token)))
        {
            WriteObject(part);
        }
    }
}
