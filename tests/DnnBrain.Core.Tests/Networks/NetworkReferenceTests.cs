using System.Text.Json;
using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>Every layer against PyTorch, on weights and images that both sides compute from a formula.</summary>
public sealed class NetworkReferenceTests : TensorTest
{
    // PyTorch and we run the same kernels; what differs is the number of threads and with it the order of some sums.
    private const double RelativeTolerance = 1e-4;

    public static TheoryData<string> Names => ["alexnet", "fashionnet"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_OfEveryModule_AreThoseOfPyTorch(string name)
    {
        NetworkGraph graph = ModelCatalog.Get(name).Graph;
        foreach (JsonProperty layer in Layers(name))
        {
            NetworkNode node = Node(graph, layer);
            Assert.Equal(layer.Value.GetProperty("shape").EnumerateArray().Skip(1).Select(v => v.GetInt32()), node.OutputShape.Sizes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_OfEveryModule_AreThoseOfPyTorchInItsOrder(string name)
    {
        IEnumerable<string> expected = TestData.Json($"{name}.layers.json").GetProperty("parameters").EnumerateObject()
            .Select(p => $"{p.Name} {string.Join('×', p.Value.EnumerateArray())}");
        Assert.Equal(expected, ModelCatalog.Get(name).Graph.Parameters.Select(p => $"{p.Name} {p.Parameter.Shape}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_OnPatternWeights_GivesEveryLayerOfPyTorch(string name)
    {
        NetworkDefinition definition = ModelCatalog.Get(name);
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(definition.Graph), CPU);
        using Tensor image = PatternWeights.Image(definition.Graph);
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor> outputs = model.Forward(image, definition.Graph.Nodes, training: false, CancellationToken.None);
        int compared = 0;
        foreach (JsonProperty layer in Layers(name))
        {
            NetworkNode node = Node(definition.Graph, layer);
            float[] values = outputs[node.Index].ToArray<float>();
            double norm = layer.Value.GetProperty("norm").GetDouble();
            double typical = norm / Math.Sqrt(values.Length);
            Assert.Equal(norm, Math.Sqrt(values.Sum(v => (double)v * v)), norm * RelativeTolerance);
            Assert.Equal(layer.Value.GetProperty("sum").GetDouble(), values.Sum(v => (double)v), norm * Math.Sqrt(values.Length) * RelativeTolerance);
            int[] index = [.. layer.Value.GetProperty("index").EnumerateArray().Select(v => v.GetInt32())];
            double[] expected = layer.Value.Doubles("value");
            for (int i = 0; i < index.Length; i++)
            {
                Assert.Equal(expected[i], values[index[i]], Math.Max(Math.Abs(expected[i]), typical) * RelativeTolerance);
            }

            compared++;
        }

        Assert.InRange(compared, definition.Graph.Layers.Count(), definition.Graph.Nodes.Count);
    }

    private static NetworkNode Node(NetworkGraph graph, JsonProperty layer) =>
        graph.Nodes.Single(node => layer.Name == (node.Path ?? node.Name));

    private static JsonElement.ObjectEnumerator Layers(string name) => TestData.Json($"{name}.layers.json").GetProperty("layers").EnumerateObject();
}
