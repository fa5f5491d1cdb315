using System.Text.Json;
using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>
/// Every network of the catalogue against PyTorch: names and shapes of parameters, shapes of modules at full size, and what
/// every module gives for weights and images that both sides compute from a formula.
/// </summary>
public sealed class NetworkReferenceTests : TensorTest
{
    // PyTorch and we run the same kernels; what differs is the number of threads and with it the order of some sums, which
    // many layers of random weights blow up. Relative to the layer's largest magnitude.
    private const double RelativeTolerance = 1e-4;

    public static TheoryData<string> Names => [.. ModelCatalog.Networks.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_OfEveryModule_AreThoseOfPyTorch(string name)
    {
        Dictionary<string, NetworkNode> nodes = Nodes(ModelCatalog.Get(name).Graph);
        Assert.Equal(
            Layers(name).Select(layer => $"{layer.Name} {Numbers(layer.Value.GetProperty("shape"))}"),
            Layers(name).Select(layer => $"{layer.Name} {nodes[layer.Name].OutputShape}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_OfEveryModule_AreThoseOfPyTorch(string name)
    {
        NetworkDefinition network = ModelCatalog.Get(name);
        JsonProperty[] official = [.. Reference(name).GetProperty("parameters").EnumerateObject()];
        // PyTorch lists a module's own parameters before its children's, we in the order of computation.
        Assert.Equal(
            Used(name).Select(p => $"{p.Name} {Numbers(p.Value)}").Order(StringComparer.Ordinal),
            network.Graph.Parameters.Select(p => $"{p.Name} {p.Parameter.Shape}").Order(StringComparer.Ordinal));
        Assert.All(network.UnusedWeights, unused => Assert.Contains(official, p => p.Name.StartsWith(unused, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_OnPatternWeights_GivesEveryModuleOfPyTorch(string name)
    {
        NetworkDefinition definition = ModelCatalog.Get(name);
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(definition.Graph, Gain(name), [.. Used(name).Select(p => p.Name)]), CPU);
        using Tensor image = PatternWeights.Image(definition.Graph, Reference(name).GetProperty("size").GetInt32());
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor> outputs = model.Forward(image, definition.Graph.Nodes, training: false, CancellationToken.None);
        Dictionary<string, NetworkNode> nodes = Nodes(definition.Graph);
        var compared = new HashSet<NetworkNode>();
        foreach (JsonProperty layer in Layers(name))
        {
            float[] values = outputs[nodes[layer.Name].Index].ToArray<float>();
            double norm = layer.Value.GetProperty("norm").GetDouble();
            double largest = values.Max(v => Math.Abs((double)v));
            Assert.Equal(norm, Math.Sqrt(values.Sum(v => (double)v * v)), norm * RelativeTolerance);
            Assert.Equal(layer.Value.GetProperty("sum").GetDouble(), values.Sum(v => (double)v), norm * Math.Sqrt(values.Length) * RelativeTolerance);
            double[] expected = layer.Value.Doubles("value");
            for (int i = 0; i < expected.Length; i++)
            {
                float actual = values[(long)i * (values.Length - 1) / (expected.Length - 1)];
                Assert.True(Math.Abs(expected[i] - actual) <= largest * RelativeTolerance, $"{layer.Name}: {actual} and not {expected[i]}, where the largest is {largest}");
            }

            compared.Add(nodes[layer.Name]);
        }

        // Where PyTorch has a function in place of a module, there is no path and nothing to compare with.
        Assert.All(definition.Graph.Nodes.Where(node => node.Path is not null), node => Assert.Contains(node, compared));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Addresses_OfAllNodes_AreUnambiguous(string name)
    {
        NetworkGraph graph = ModelCatalog.Get(name).Graph;
        IEnumerable<string> taken = graph.Nodes
            .SelectMany(node => Addresses(node).Distinct(StringComparer.Ordinal))
            .GroupBy(address => address, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);
        Assert.Empty(taken);
    }

    private static Dictionary<string, NetworkNode> Nodes(NetworkGraph graph) => graph.Nodes
        .SelectMany(node => Addresses(node).Distinct(StringComparer.Ordinal).Select(address => (address, node)))
        .ToDictionary(pair => pair.address, pair => pair.node, StringComparer.Ordinal);

    private static IEnumerable<string> Addresses(NetworkNode node) => node.Aliases.Append(node.Path ?? node.Name).Append(node.Name);

    /// <summary>The parameters of the official file that the network has, in the file's order.</summary>
    private static IEnumerable<JsonProperty> Used(string name) => Reference(name).GetProperty("parameters").EnumerateObject()
        .Where(p => !ModelCatalog.Get(name).UnusedWeights.Any(unused => p.Name.StartsWith(unused, StringComparison.Ordinal)));

    private static string Numbers(JsonElement list) => string.Join('×', list.EnumerateArray());

    private static double Gain(string name) => Reference(name).TryGetProperty("gain", out JsonElement gain) ? gain.GetDouble() : 6;

    private static JsonElement Reference(string name) => TestData.Json($"networks/{name}.json");

    private static JsonElement.ObjectEnumerator Layers(string name) => Reference(name).GetProperty("layers").EnumerateObject();
}
