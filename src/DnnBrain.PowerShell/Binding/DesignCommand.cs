using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that takes the conditions and runs of patterns from a table.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DesignCommand : MemoryCommand
{
    /// <summary>The column of ids, of a table or of the stimuli.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>The stimuli, or a table of trials, that have the condition and the run of each pattern by id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSObject[]? Stimulus { get; set; }

    /// <summary>The property of the stimuli, or the column of the table, that is the condition.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Condition { get; set; }

    /// <summary>The property of the stimuli, or the column of the table, that is the run.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Run { get; set; }

    /// <summary>Whether conditions or runs are asked for.</summary>
    protected bool HasConditions => Condition is not null || Run is not null;

    /// <summary>The conditions and runs of <see cref="Stimulus"/>; null where there is none, or none are asked for.</summary>
    protected PatternDesign? ReadDesign() => Stimulus is null || !HasConditions ? null : StimulusTable().ToDesign(Id, Condition, Run);

    /// <summary><see cref="Stimulus"/> as a table.</summary>
    protected PatternTable StimulusTable() => new([.. Stimulus!.Select(RowObject.ToRow)]);

    /// <summary>What is said where stimuli are given and nothing of them is asked for.</summary>
    protected static DnnBrainException ConditionMissing() => new(
        "ConditionMissing", ErrorKind.InvalidArgument, "-Stimulus gives the conditions of patterns; -Condition or -Run says which of its properties.", null);

    /// <summary>What is said where conditions are asked for and there are no stimuli.</summary>
    /// <param name="patterns">Which patterns lack them: <c>Patterns</c>, <c>The patterns of 'V1'</c>.</param>
    /// <param name="target">The offending thing.</param>
    protected DnnBrainException StimulusRequired(string patterns, object? target) => new(
        "StimulusRequired", ErrorKind.InvalidArgument, $"{patterns} have ids and no properties; -Stimulus says what the '{Condition ?? Run}' of each is.", target);
}
