using DnnBrain.Networks;
using DnnBrain.Networks.Initialization;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>The weights that <c>tests/data/generate/network_layers.py</c> fills in as well.</summary>
internal sealed class PatternWeights : IParameterSource
{
    private const long Seed = 20;
    private const int Period = 131071;
    private readonly double _gain;
    private readonly List<string> _order;
    private readonly Dictionary<string, TensorShape> _shapes;

    /// <param name="graph">The network.</param>
    /// <param name="gain">Three times the variance of a weight, times fan-in.</param>
    /// <param name="order">Every parameter's name, in the order in which the reference numbers them; the graph's own by default.</param>
    public PatternWeights(NetworkGraph graph, double gain = 6, IReadOnlyList<string>? order = null)
    {
        _gain = gain;
        _order = [.. order ?? graph.Parameters.Select(parameter => parameter.Name)];
        _shapes = graph.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Parameter.Shape);
    }

    public string Name => "pattern";

    public string Sha256 { get; } = new('0', 64);

    public Dictionary<string, TensorShape> Shapes => _shapes;

    IReadOnlyDictionary<string, TensorShape> IParameterSource.Shapes => _shapes;

    /// <summary>The input of the reference: two images.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="size">Height and width; what the network is made for where it is null.</param>
    public static Tensor Image(NetworkGraph graph, int? size = null)
    {
        TensorShape shape = graph.InputShape;
        int rows = size ?? shape[1];
        int columns = size ?? shape[2];
        float[] values = new float[2 * shape[0] * rows * columns];
        Fill(values, graph.Parameters.Count(), 2);
        return tensor<float>(values, [2, shape[0], rows, columns]);
    }

    public void Read(string name, Span<float> destination)
    {
        TensorShape shape = _shapes[name];
        int index = _order.IndexOf(name);
        if (shape.Rank > 1)
        {
            Fill(destination, index, Math.Sqrt(_gain / (shape.Count / shape[0])));
        }
        else if (name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal))
        {
            Fill(destination, index, 0.5);
            foreach (ref float value in destination)
            {
                value = 1 + value;
            }
        }
        else
        {
            Fill(destination, index, 0.1);
        }
    }

    private static void Fill(Span<float> values, int index, double bound)
    {
        int drawn = Math.Min(Period, values.Length);
        new UniformInitializer(bound).Fill(values[..drawn], new RandomStream(Seed, RandomPurpose.Simulation, index));
        for (int i = drawn; i < values.Length; i += drawn)
        {
            values[..Math.Min(drawn, values.Length - i)].CopyTo(values[i..]);
        }
    }
}
