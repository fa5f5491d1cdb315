using System.Collections;
using System.Management.Automation;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Partitions what groups of model RDMs explain of brain regions' RDMs into unique and shared parts.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "VariancePartition")]
[OutputType(typeof(VariancePart))]
public sealed class InvokeVariancePartitionCommand : RsaInferenceCommand
{
    private readonly List<Rdm> _rdms = [];

    /// <summary>Takes fewer permutations than other tests do: all sets of groups are regressed again under each permutation.</summary>
    public InvokeVariancePartitionCommand()
        : base(new VariancePartitionOptions().Inference.PermutationCount)
    {
    }

    /// <summary>Model RDMs.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

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

    /// <summary>How intervals are made.</summary>
    [Parameter]
    public IntervalMethod IntervalMethod { get; set; } = IntervalMethod.StudentT;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _rdms.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        VariancePartitionOptions options = WithInference(new VariancePartitionOptions { Rank = Rank, AdjustRSquared = AdjustRSquared, Interval = IntervalMethod });
        IReadOnlyList<VarianceGroup> groups = Require(() => RdmGrouping.Create(Group, _rdms), Group);
        foreach (VariancePart part in Run((observer, token) => VariancePartitioner.Partition(groups, Reference, options, observer, token)))
        {
            WriteObject(part);
        }
    }
}
