using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Takes channels, rows, columns or stimuli out of activations.</summary>
[Cmdlet(VerbsCommon.Select, "Activation")]
[OutputType(typeof(Activation))]
public sealed class SelectActivationCommand : DnnBrainCmdlet
{
    /// <summary>The activations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <summary>1-based channels, in any order.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public int[]? Channel { get; set; }

    /// <summary>1-based rows of the map.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public int[]? Row { get; set; }

    /// <summary>1-based columns of the map.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public int[]? Column { get; set; }

    /// <summary>Stimuli by id, in the order wanted; objects of Import-Stimulus give theirs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? StimulusId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var units = new UnitSelection(ZeroBased(Channel), ZeroBased(Row), ZeroBased(Column));
        foreach (Activation activation in InputObject)
        {
            TryItem(activation, () => WriteObject(ActivationSelector.Select(activation, units, StimulusId)));
        }
    }

    private static int[]? ZeroBased(int[]? indices) => indices is null ? null : [.. indices.Select(i => i - 1)];
}
