using DnnBrain.Networks;
using DnnBrain.Networks.Initialization;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>The weights that <c>tests/data/generate/network_layers.py</c> fills in as well.</summary>
internal sealed class PatternWeights : IParameterSource
{
    private const long Seed = 20;
    private readonly List<string> _order;
    private readonly Dictionary<string, TensorShape> _shapes;

    public PatternWeights(NetworkGraph graph)
    {
        _order = [.. graph.Parameters.Select(parameter => parameter.Name)];
        _shapes = graph.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Parameter.Shape);
    }

    public string Name => "pattern";

    public string Sha256 { get; } = new('0', 64);

    public Dictionary<string, TensorShape> Shapes => _shapes;

    IReadOnlyDictionary<string, TensorShape> IParameterSource.Shapes => _shapes;

    /// <summary>The input of the reference: two images.</summary>
    public static Tensor Image(NetworkGraph graph)
    {
        TensorShape shape = graph.InputShape;
        float[] values = new float[2 * shape.Count];
        Fill(values, graph.Parameters.Count(), 2);
        return tensor<float>(values, [2, shape[0], shape[1], shape[2]]);
    }

    public void Read(string name, Span<float> destination)
    {
        TensorShape shape = _shapes[name];
        double bound = shape.Rank > 1 ? Math.Sqrt(6.0 / (shape.Count / shape[0])) : 0.1;
        Fill(destination, _order.IndexOf(name), bound);
    }

    private static void Fill(Span<float> values, int index, double bound) =>
        new UniformInitializer(bound).Fill(values, new RandomStream(Seed, RandomPurpose.Simulation, index));
}
