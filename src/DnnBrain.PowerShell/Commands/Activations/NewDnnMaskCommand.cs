using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Says which units of layers are meant.</summary>
[Cmdlet(VerbsCommon.New, "DnnMask")]
[OutputType(typeof(DnnMask))]
public sealed class NewDnnMaskCommand : DnnBrainCmdlet
{
    /// <summary>The layers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = [];

    /// <summary>1-based channels, in the order wanted.</summary>
    [Parameter(Position = 1)]
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string layer in Layer)
        {
            TryItem(layer, () => WriteObject(new DnnMask(layer, Channel, Row, Column)));
        }
    }
}
