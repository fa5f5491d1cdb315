namespace DnnBrain.Networks;

/// <summary>Writes a network down, node by node. A node reads the one before it unless it says otherwise.</summary>
public sealed class NetworkGraphBuilder
{
    private readonly TensorShape _inputShape;
    private readonly List<NetworkNode> _nodes = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _modules = new(StringComparer.Ordinal);

    /// <summary>Begins a network.</summary>
    /// <param name="inputShape">Channel × row × column of one input.</param>
    public NetworkGraphBuilder(TensorShape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        _inputShape = inputShape;
    }

    /// <summary>Adds a layer: a node that people ask for by name.</summary>
    /// <param name="name">DNNBrain's name, unique within the network.</param>
    /// <param name="path">The path of PyTorch's module, on which the parameters' names rest; null where there is none.</param>
    /// <param name="operation">What it computes.</param>
    /// <param name="inputs">The names of the nodes it reads; none for the node before it.</param>
    /// <exception cref="DnnBrainException">
    /// The name is taken or an input does not exist (<c>GraphInvalid</c>), or the inputs do not fit (<c>ShapeMismatch</c>).
    /// </exception>
    public NetworkGraphBuilder Layer(string name, string? path, Operation operation, params string[] inputs) =>
        Add(name, path, isLayer: true, operation, inputs);

    /// <summary>Adds a node that is not listed as a layer: dropout, flattening and the like.</summary>
    /// <inheritdoc cref="Layer"/>
    public NetworkGraphBuilder Plumbing(string name, string? path, Operation operation, params string[] inputs) =>
        Add(name, path, isLayer: false, operation, inputs);

    /// <summary>
    /// Adds one run of a module that runs several times with the same parameters, as in recurrent networks. The first run holds the
    /// parameters; it is not listed as a layer.
    /// </summary>
    /// <param name="name">The run's name, unique within the network.</param>
    /// <param name="module">The path of PyTorch's module. As an address it means the last run.</param>
    /// <param name="isLast">Whether this is the last run.</param>
    /// <param name="operation">What it computes; runs may differ in what does not change the parameters' shapes, such as the stride.</param>
    /// <param name="inputs">The names of the nodes it reads; none for the node before it.</param>
    /// <exception cref="DnnBrainException">
    /// As for <see cref="Layer"/>; or the parameters have other shapes than those of the first run (<c>GraphInvalid</c>).
    /// </exception>
    public NetworkGraphBuilder Run(string name, string module, bool isLast, Operation operation, params string[] inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(module);
        Add(name, isLast ? module : null, isLayer: false, operation, inputs, module);
        NetworkNode node = _nodes[^1];
        return node.Parameters.Select(p => p.Shape).SequenceEqual(_nodes[node.Owner].Parameters.Select(p => p.Shape))
            ? this
            : throw Invalid($"'{name}' does not have the parameters of '{_nodes[node.Owner].Name}', which are those of '{module}'.", name);
    }

    /// <summary>Gives the node before a further path: that of a PyTorch module which contains it and ends with it.</summary>
    /// <exception cref="DnnBrainException">There is no node yet (<c>GraphInvalid</c>).</exception>
    public NetworkGraphBuilder Alias(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_nodes.LastOrDefault() ?? throw Invalid("There is no node before this alias.", path)).AddAlias(path);
        return this;
    }

    /// <summary>The name of the node before, for a later node to read.</summary>
    /// <exception cref="DnnBrainException">There is no node yet (<c>GraphInvalid</c>).</exception>
    public string Last => _nodes.LastOrDefault()?.Name ?? throw Invalid("There is no node yet.", null);

    /// <summary>The shape of what the node before gives; the input's where there is none.</summary>
    public TensorShape LastShape => _nodes.LastOrDefault()?.OutputShape ?? _inputShape;

    /// <summary>Ends the network; the last node is its output.</summary>
    /// <exception cref="DnnBrainException">There is no node (<c>GraphInvalid</c>).</exception>
    public NetworkGraph Build() =>
        _nodes.Count > 0 ? new NetworkGraph(_inputShape, _nodes) : throw Invalid("A network needs a node.", null);

    private NetworkGraphBuilder Add(string name, string? path, bool isLayer, Operation operation, string[] inputs, string? module = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        int[] indices = inputs.Length == 0 ? [_nodes.Count - 1] : [.. inputs.Select(Find)];
        TensorShape[] shapes = [.. indices.Select(i => i == NetworkGraph.Image ? _inputShape : _nodes[i].OutputShape)];
        if (!_index.TryAdd(name, _nodes.Count))
        {
            throw Invalid($"Two nodes are called '{name}'.", name);
        }

        try
        {
            operation.InferShape(shapes);
            ReceptiveField[] fields = [.. indices.Select(i => i == NetworkGraph.Image ? ReceptiveField.Pixel : _nodes[i].ReceptiveField)];
            var field = ReceptiveField.Of(fields, operation.GetWindow(shapes), _inputShape);
            _nodes.Add(new NetworkNode(_nodes.Count, name, path, isLayer, operation, indices, shapes, field, module, Owner(module)));
        }
        catch (DnnBrainException e)
        {
            throw new DnnBrainException(e.ErrorId, e.Kind, $"Node '{name}': {e.Message}", name, e);
        }

        return this;
    }

    /// <summary>The node that holds the parameters of the node to come.</summary>
    private int Owner(string? module)
    {
        if (module is null)
        {
            return _nodes.Count;
        }

        _modules.TryAdd(module, _nodes.Count);
        return _modules[module];
    }

    private int Find(string name) =>
        _index.TryGetValue(name, out int index)
            ? index
            : throw Invalid($"There is no node '{name}' before this one; there are {string.Join(", ", _nodes.Select(node => node.Name))}.", name);

    private static DnnBrainException Invalid(string message, string? target) =>
        new("GraphInvalid", ErrorKind.InvalidArgument, message, target);
}
