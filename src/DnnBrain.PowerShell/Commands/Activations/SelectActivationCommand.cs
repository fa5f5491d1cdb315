using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Takes channels, rows, columns or stimuli out of activations.</summary>
[Cmdlet(VerbsCommon.Select, "Activation", DefaultParameterSetName = UnitSet)]
[OutputType(typeof(Activation))]
public sealed class SelectActivationCommand : DnnBrainCmdlet
{
    private const string UnitSet = "Unit";
    private const string MaskSet = "Mask";

    /// <summary>The activations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <summary>1-based channels, in any order.</summary>
    [Parameter(Position = 0, ParameterSetName = UnitSet)]
    [ValidateNotNullOrEmpty]
    public int[]? Channel { get; set; }

    /// <summary>1-based rows of the map.</summary>
    [Parameter(ParameterSetName = UnitSet)]
    [ValidateNotNullOrEmpty]
    public int[]? Row { get; set; }

    /// <summary>1-based columns of the map.</summary>
    [Parameter(ParameterSetName = UnitSet)]
    [ValidateNotNullOrEmpty]
    public int[]? Column { get; set; }

    /// <summary>Masks, one a layer; layers without a mask are left out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MaskSet)]
    [ValidateNotNullOrEmpty]
    public DnnMask[] Mask { get; set; } = [];

    /// <summary>Stimuli by id, in the order wanted; objects of Import-Stimulus give theirs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? StimulusId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Activation activation in InputObject)
        {
            DnnMask? mask = ParameterSetName == MaskSet
                ? Mask.FirstOrDefault(m => m.Layer.Equals(activation.Layer, StringComparison.OrdinalIgnoreCase))
                : Require(() => new DnnMask(activation.Layer, Channel, Row, Column));
            if (mask is not null)
            {
                TryItem(activation, () => WriteObject(ActivationSelector.Select(activation, mask.ToSelection(), StimulusId)));
            }
        }
    }
}
