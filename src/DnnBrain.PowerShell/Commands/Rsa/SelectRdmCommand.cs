using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Merging;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Takes some stimuli out of RDMs, in any order.</summary>
[Cmdlet(VerbsCommon.Select, "Rdm", DefaultParameterSetName = IdSet)]
[OutputType(typeof(Rdm))]
public sealed class SelectRdmCommand : DnnBrainCmdlet
{
    private const string IdSet = "Id";
    private const string StimulusSet = "Stimulus";
    private string[]? _wanted;

    /// <summary>The RDMs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>Ids of stimuli.</summary>
    [Parameter(Position = 0, ParameterSetName = IdSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] StimulusId { get; set; } = ["*"];

    /// <summary>Stimuli, or rows with an id, in the order wanted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StimulusSet)]
    [ValidateNotNullOrEmpty]
    public PSObject[] Stimulus { get; set; } = [];

    /// <summary>The column of ids of the rows.</summary>
    [Parameter(ParameterSetName = StimulusSet)]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = "Id";

    /// <summary>All others instead, in the order of the RDM.</summary>
    [Parameter]
    public SwitchParameter Exclude { get; set; }

    /// <summary>Orders by id, as people count.</summary>
    [Parameter]
    public SwitchParameter Sort { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _wanted = ParameterSetName == StimulusSet ? [.. Require(() => new PatternTable([.. Stimulus.Select(RowObject.ToRow)]).Ids(Id))] : null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Rdm rdm in InputObject)
        {
            TryItem(rdm, () =>
            {
                // One pattern after the other, so that the order in which they are given is that of the result.
                string[] chosen = _wanted ?? [.. StimulusId.SelectMany(pattern => NamePattern.Select([pattern], rdm.StimulusId, "StimulusNotFound", $"stimulus in '{rdm.Name}' called")).Distinct(StringComparer.Ordinal)];
                chosen = Exclude ? [.. rdm.StimulusId.Except(chosen, StringComparer.Ordinal)] : chosen;
                WriteObject(RdmSubset.Select(rdm, Sort ? [.. chosen.Order(NaturalOrder.Instance)] : chosen));
            });
        }
    }
}
