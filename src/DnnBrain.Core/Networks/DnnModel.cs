using DnnBrain.Networks.Preprocessing;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks;

/// <summary>A network with its weights on a device. Several threads may run it at once.</summary>
public sealed class DnnModel : IDisposable
{
    private readonly Tensor[][] _parameters;
    private bool _disposed;

    private DnnModel(NetworkDefinition definition, Tensor[][] parameters, Device device)
    {
        Definition = definition;
        _parameters = parameters;
        Device = device;
        Layers = Array.AsReadOnly([.. definition.Graph.Layers.Select(node => DnnLayer.FromNode(definition.Name, node))]);
    }

    /// <summary>The network's name.</summary>
    public string Name => Definition.Name;

    /// <summary>What the network is.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>What its weights expect to be done to an image; <see cref="PreprocessingKind.Model"/> means this.</summary>
    public ImagePreprocessing Preprocessing => Definition.Preprocessing;

    /// <summary>The layers, in the network's order.</summary>
    public IReadOnlyList<DnnLayer> Layers { get; }

    /// <summary>Where the weights are and the network runs.</summary>
    public Device Device { get; }

    /// <summary>What the weights are kept in and the network computes with.</summary>
    public NetworkPrecision Precision { get; private init; }

    /// <summary>SHA-256 of the weights' file, lower-case hexadecimal; null for an untrained network.</summary>
    public string? WeightsSha256 { get; private init; }

    /// <summary>
    /// Whether the weights are those of the catalogue, by their hash: <see cref="NetworkDefinition.WeightsVersion"/> then says which.
    /// Null where the catalogue has no hash, or the network is untrained.
    /// </summary>
    public bool? HasCatalogueWeights => WeightsSha256 is null || Definition.WeightsSha256 is null
        ? null
        : WeightsSha256.StartsWith(Definition.WeightsSha256, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Names in the weights' file that the network has no use for and left out: <see cref="NetworkDefinition.UnusedWeights"/> says which
    /// may be.
    /// </summary>
    public IReadOnlyList<string> UnusedWeights { get; private init; } = [];

    /// <summary>Which weights it holds, in words: <c>IMAGENET1K_V1, sha256 0676ba61b6ee</c>, or <c>untrained, seed 1</c>.</summary>
    public string WeightsDescription
    {
        get
        {
            if (WeightsSha256 is null)
            {
                return FormattableString.Invariant($"untrained, seed {Seed}");
            }

            string which = HasCatalogueWeights switch
            {
                true => Definition.WeightsVersion ?? "the catalogue's",
                false => "not the catalogue's",
                null => "a file",
            };
            return $"{which}, sha256 {WeightsSha256[..12]}";
        }
    }

    /// <summary>The seed of an untrained network; null for weights from a file.</summary>
    public long? Seed { get; private init; }

    /// <summary>Every parameter with its name in official weight files. The tensors are the model's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters =>
        Definition.Graph.Holders.SelectMany(node => node.Parameters.Select((parameter, i) =>
            KeyValuePair.Create(node.FullName(parameter), ParametersOf(node)[i])));

    /// <summary>Loads weights.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="weights">
    /// Weights whose names and shapes are the network's, no more and no fewer but for <see cref="NetworkDefinition.UnusedWeights"/>.
    /// </param>
    /// <param name="device">Where the network is to run.</param>
    /// <exception cref="DnnBrainException">
    /// A parameter is missing, belongs to another network or has another shape (<c>WeightsMismatch</c>); the device is not there
    /// (<c>DeviceNotAvailable</c>).
    /// </exception>
    public static DnnModel Load(NetworkDefinition definition, IParameterSource weights, Device device)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(weights);
        weights = definition.AdaptWeights?.Invoke(weights) ?? weights;
        if (definition.ParameterName is { } parameterName)
        {
            weights = new RenamedParameters(weights, parameterName);
        }

        IReadOnlyList<string> unused = ParameterCheck.Require(definition, weights);
        return new DnnModel(definition, Fill(definition.Graph, device, (_, name, _, values) => weights.Read(name, values)), device)
        {
            WeightsSha256 = weights.Sha256,
            UnusedWeights = unused,
        };
    }

    /// <summary>A network with random weights: the distributions torchvision initialises it with, from our own generator.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="seed">Same seed, same weights, on any machine.</param>
    /// <param name="device">Where the network is to run.</param>
    /// <exception cref="DnnBrainException">The device is not there (<c>DeviceNotAvailable</c>).</exception>
    public static DnnModel Untrained(NetworkDefinition definition, long seed, Device device)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new DnnModel(
            definition,
            // A parameter's numbers depend on its place in the network alone, not on what was filled before.
            Fill(definition.Graph, device, (index, _, parameter, values) =>
                parameter.Initializer.Fill(values, new RandomStream(seed, RandomPurpose.WeightInitialization, index))),
            device)
        {
            Seed = seed,
        };
    }

    /// <summary>The same network with its weights rounded to another precision; independent of this one, and the caller's to dispose.</summary>
    /// <param name="precision">What it is to compute with.</param>
    public DnnModel WithPrecision(NetworkPrecision precision)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ScalarType type = precision == NetworkPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        Tensor[][] parameters = Array.ConvertAll(_parameters, tensors => tensors is null ? null! : Array.ConvertAll(tensors, Convert));
        return new DnnModel(Definition, parameters, Device) { WeightsSha256 = WeightsSha256, UnusedWeights = UnusedWeights, Seed = Seed, Precision = precision };

        // One handle more where nothing has to be rounded.
        Tensor Convert(Tensor parameter) => (parameter.dtype == type ? parameter.alias() : parameter.to(type)).DetachFromDisposeScope();
    }

    /// <summary>Runs the network on a batch.</summary>
    /// <param name="images">Batch × channel × row × column, preprocessed; remains the caller's.</param>
    /// <param name="training">Whether dropout and the like behave as in training. Gradients are recorded as the caller's thread has it.</param>
    /// <returns>The output of the last node; the caller's to dispose.</returns>
    public Tensor Forward(Tensor images, bool training = false)
    {
        return Forward(images, [Definition.Graph.Output], training, CancellationToken.None)[0];
    }

    /// <summary>Runs as much of the network as some nodes need.</summary>
    /// <param name="images">Batch × channel × row × column, preprocessed; remains the caller's.</param>
    /// <param name="nodes">Nodes of this network's graph.</param>
    /// <param name="training">Whether dropout and the like behave as in training.</param>
    /// <param name="token">Asked before every node.</param>
    /// <returns>One tensor a node, in the order asked for; the caller's to dispose.</returns>
    public IReadOnlyList<Tensor> Forward(Tensor images, IReadOnlyList<NetworkNode> nodes, bool training, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var outputs = new Dictionary<int, Tensor>();
        try
        {
            // What is asked for is never overwritten, so a second handle is as good as a copy and costs nothing.
            new ForwardPlan(Definition.Graph, nodes).Run(this, images, training, (node, output) => outputs[node.Index] = output.alias(), token);
            return [.. nodes.Select(node => outputs[node.Index])];
        }
        catch
        {
            foreach (Tensor output in outputs.Values)
            {
                output.Dispose();
            }

            throw;
        }
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        _disposed = true;
        Release(_parameters);
    }

    /// <summary>Name and device.</summary>
    public override string ToString() => $"{Name} on {Device}";

    internal IReadOnlyList<Tensor> ParametersOf(NetworkNode node)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _parameters[node.Owner];
    }

    private static Tensor[][] Fill(NetworkGraph graph, Device device, FillParameter fill)
    {
        var parameters = new Tensor[graph.Nodes.Count][];
        int index = 0;
        try
        {
            foreach (NetworkNode node in graph.Holders)
            {
                var tensors = parameters[node.Index] = new Tensor[node.Parameters.Count];
                for (int i = 0; i < tensors.Length; i++)
                {
                    ParameterDefinition parameter = node.Parameters[i];
                    using Tensor host = empty([.. parameter.Shape.Sizes.Select(size => (long)size)], dtype: ScalarType.Float32);
                    fill(index++, node.FullName(parameter), parameter, host.AsSpan<float>());
                    tensors[i] = host.to(device).DetachFromDisposeScope();
                }
            }
        }
        catch
        {
            Release(parameters);
            throw;
        }

        return parameters;
    }

    private static void Release(IEnumerable<Tensor?[]?> parameters)
    {
        foreach (Tensor? parameter in parameters.SelectMany(tensors => tensors ?? []))
        {
            parameter?.Dispose();
        }
    }

    private delegate void FillParameter(int index, string name, ParameterDefinition parameter, Span<float> values);
}
