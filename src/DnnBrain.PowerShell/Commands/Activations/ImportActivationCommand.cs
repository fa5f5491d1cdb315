using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Opens the layers of .act.h5 files; values stay in the file until they are needed.</summary>
[Cmdlet(VerbsData.Import, "Activation", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Activation))]
public sealed class ImportActivationCommand : PathCommand
{
    /// <summary>Layers; wildcards are allowed. All layers of the file by default.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ActivationLayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        string[] available = [.. ActivationHdf5Reader.Identify(path).Layers.Select(l => l.Layer)];
        string[] layers = NamePattern.Select(Layer, available, "LayerNotFound", "layer");
        foreach (Activation activation in ActivationHdf5Reader.Read(path, layers))
        {
            WriteObject(activation);
        }
    }
}
