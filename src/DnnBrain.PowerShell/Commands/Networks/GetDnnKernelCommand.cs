using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Gives the weights of channels.</summary>
[Cmdlet(VerbsCommon.Get, "DnnKernel")]
[OutputType(typeof(DnnKernel))]
public sealed class GetDnnKernelCommand : DnnBrainCmdlet
{
    /// <summary>The network: a name, or what Import-DnnModel gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelReference? Model { get; set; }

    /// <summary>Layers by name, module path, pattern or place; what may mean several passes over layers without kernels.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = [];

    /// <summary>1-based channels, in the order wanted. All by default.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public int[]? Channel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryItem(Model, () => Model!.Use("cpu", model =>
    {
        int[]? channels = Channel is null ? null : [.. Channel.Select(c => c - 1)];
        foreach (string address in Layer)
        {
            TryItem(address, () => Write(model, address, channels));
        }

        return true;
    }));

    private void Write(DnnModel model, string address, int[]? channels)
    {
        IReadOnlyList<NetworkNode> nodes = LayerPattern.Select(model.Definition.Graph, [address]);
        bool several = LayerPattern.MeansSeveral(address);
        foreach (NetworkNode node in nodes.Where(node => !several || KernelReader.HasKernels(node)))
        {
            WriteObject(KernelReader.Read(model, node, channels), enumerateCollection: true);
        }
    }
}
