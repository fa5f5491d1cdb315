namespace DnnBrain.Networks;

/// <summary>
/// A network described once, as a graph of named modules in the order in which they are computed. Shapes, parameter names and
/// parameter counts follow from it without running anything.
/// </summary>
public sealed class NetworkGraph
{
    /// <summary>The index that stands for the network's input among <see cref="NetworkNode.Inputs"/>.</summary>
    public const int Image = -1;

    internal NetworkGraph(TensorShape inputShape, IEnumerable<NetworkNode> nodes)
    {
        InputShape = inputShape;
        Nodes = Array.AsReadOnly(nodes.ToArray());
    }

    /// <summary>The shape of one input: channel × row × column.</summary>
    public TensorShape InputShape { get; }

    /// <summary>All nodes; a node reads only nodes before it.</summary>
    public IReadOnlyList<NetworkNode> Nodes { get; }

    /// <summary>The nodes that are listed as layers, in the network's order.</summary>
    public IEnumerable<NetworkNode> Layers => Nodes.Where(node => node.IsLayer);

    /// <summary>The last node, whose output is the network's.</summary>
    public NetworkNode Output => Nodes[^1];

    /// <summary>Number of values in all parameters.</summary>
    public long ParameterCount => Holders.Sum(node => node.ParameterCount);

    /// <summary>Every parameter with its name in official weight files, in the network's order.</summary>
    public IEnumerable<(string Name, ParameterDefinition Parameter)> Parameters =>
        Holders.SelectMany(node => node.Parameters.Select(parameter => (node.FullName(parameter), parameter)));

    /// <summary>The nodes that hold their parameters themselves, which is all but later runs of a module.</summary>
    internal IEnumerable<NetworkNode> Holders => Nodes.Where(node => node.Owner == node.Index);
}
