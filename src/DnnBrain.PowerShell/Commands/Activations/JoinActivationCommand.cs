using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Puts the answers of each layer to several sets of stimuli together.</summary>
[Cmdlet(VerbsCommon.Join, "Activation")]
[OutputType(typeof(Activation))]
public sealed class JoinActivationCommand : DnnBrainCmdlet
{
    private readonly List<Activation> _parts = [];

    /// <summary>The activations, in the order in which their stimuli shall stand.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _parts.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (IGrouping<(string Model, string Layer), Activation> layer in _parts.GroupBy(part => (part.Model, part.Layer)))
        {
            TryItem(layer.Key.Layer, () => WriteObject(ActivationSelector.Join([.. layer])));
        }
    }
}
