using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Lists the layers of a network without running it.</summary>
[Cmdlet(VerbsCommon.Get, "DnnLayer")]
[OutputType(typeof(DnnLayer))]
public sealed class GetDnnLayerCommand : DnnBrainCmdlet
{
    /// <summary>The network: a name, or what Get-DnnModel or Import-DnnModel gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelReference? Model { get; set; }

    /// <summary>Layers by name, module path, pattern or place, as about_DnnLayers tells.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        NetworkDefinition definition = Model!.Definition;
        foreach (string pattern in Layer)
        {
            TryItem(pattern, () =>
            {
                foreach (NetworkNode node in LayerPattern.Select(definition.Graph, [pattern]))
                {
                    WriteObject(DnnLayer.FromNode(definition.Name, node));
                }
            });
        }
    }
}
