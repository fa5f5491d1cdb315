using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Attributes;

/// <summary>What a network's graph says of its architecture, so that nobody has to keep it right by hand.</summary>
internal static class GraphAttributes
{
    public const string Residual = "residual connections";
    public const string Attention = "attention";
    public const string BatchNorm = "batch norm";
    public const string LayerNorm = "layer norm";
    public const string GroupNorm = "group norm";
    public const string Depthwise = "depthwise convolution";
    public const string Grouped = "grouped convolution";
    public const string Excitation = "squeeze-and-excitation";

    /// <summary>The names of what is found.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="isRecurrent">Whether sums may be those of time steps: they then say nothing of shortcuts.</param>
    public static IEnumerable<string> Of(NetworkGraph graph, bool isRecurrent)
    {
        (string Name, Func<NetworkNode, bool> Shows)[] marks =
        [
            (Residual, node => !isRecurrent && node.Operation is Add),
            (Attention, node => node.Operation is AttentionValues or ShiftedWindowAttention or AttentionPool2d),
            (BatchNorm, node => node.Operation is BatchNorm2d),
            (LayerNorm, node => node.Operation is Operations.LayerNorm or LayerNorm2d),
            (GroupNorm, node => node.Operation is Operations.GroupNorm),
            (Depthwise, node => node.Operation is Conv2d { Groups: > 1 } convolution && InChannels(graph, node) == convolution.Groups),
            (Grouped, node => node.Operation is Conv2d { Groups: > 1 } convolution && InChannels(graph, node) > convolution.Groups),
            (Excitation, node => node.Operation is ScaleChannels),
        ];
        return marks.Where(mark => graph.Nodes.Any(mark.Shows)).Select(mark => mark.Name);
    }

    private static int InChannels(NetworkGraph graph, NetworkNode node) =>
        (node.Inputs[0] == NetworkGraph.Image ? graph.InputShape : graph.Nodes[node.Inputs[0]].OutputShape)[0];
}
