namespace DnnBrain.Networks;

/// <summary>One module of a network: what it is called, what it computes and from what.</summary>
public sealed class NetworkNode
{
    private readonly List<string> _aliases = [];

    internal NetworkNode(int index, string name, string? path, bool isLayer, Operation operation, int[] inputs, TensorShape[] inputShapes, ReceptiveField receptiveField, string? module = null, int? owner = null)
    {
        Module = module ?? path;
        Owner = owner ?? index;
        Index = index;
        Name = name;
        Path = path;
        IsLayer = isLayer;
        Operation = operation;
        Inputs = Array.AsReadOnly(inputs);
        OutputShape = operation.InferShape(inputShapes);
        ReceptiveField = receptiveField;
        Parameters = Array.AsReadOnly([.. operation.GetParameters(inputShapes)]);
    }

    /// <summary>0-based position in the network's order.</summary>
    public int Index { get; }

    /// <summary>DNNBrain's name, for example <c>conv1_relu</c>.</summary>
    public string Name { get; }

    /// <summary>The path of PyTorch's module, for example <c>features.1</c>; null where PyTorch has a function in its place.</summary>
    public string? Path { get; }

    /// <summary>Paths of further modules that give this node's output: <c>layer1</c> gives what its last block does.</summary>
    public IReadOnlyList<string> Aliases => _aliases;

    /// <summary>
    /// Whether it is listed as a layer. Dropout, flattening and the like are not: they are reached by their literal name or
    /// path only.
    /// </summary>
    public bool IsLayer { get; }

    /// <summary>What it computes.</summary>
    public Operation Operation { get; }

    /// <summary>Indices of the nodes it reads; <see cref="NetworkGraph.Image"/> stands for the network's input.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The shape of the output for one stimulus.</summary>
    public TensorShape OutputShape { get; }

    /// <summary>What a unit sees of the network's input.</summary>
    public ReceptiveField ReceptiveField { get; }

    /// <summary>The parameters, named within the module.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; }

    /// <summary>
    /// The path of the module whose parameters it uses: <see cref="Path"/>, but for a module that runs several times, whose path
    /// means the last of them.
    /// </summary>
    public string? Module { get; }

    /// <summary>The index of the node that holds the parameters: this one, but for later runs of a module.</summary>
    public int Owner { get; }

    /// <summary>Number of values in all parameters, shared ones included.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Shape.Count);

    /// <summary>A parameter's name in official weight files, for example <c>features.0.weight</c>.</summary>
    public string FullName(ParameterDefinition parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return string.IsNullOrEmpty(Module) ? parameter.Name : $"{Module}.{parameter.Name}";
    }

    /// <summary>Whether an address means this node: its name, path or one of the aliases; case does not matter.</summary>
    public bool Answers(string address) => Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);

    /// <summary>Name, path and aliases.</summary>
    internal IEnumerable<string> Addresses => Path is null ? _aliases.Prepend(Name) : _aliases.Prepend(Path).Prepend(Name);

    internal void AddAlias(string path) => _aliases.Add(path);

    /// <summary>Name, kind and shape: <c>conv1 (conv2d, 64×55×55)</c>.</summary>
    public override string ToString() => $"{Name} ({Operation.Kind}, {OutputShape})";
}
