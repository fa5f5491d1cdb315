using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>What the design page says of adding a network.</summary>
public sealed class AddedNetworkTests : TensorTest
{
    [Fact]
    public void Example_OfTheDesignPage_IsTheFileThatIsCompiled()
    {
        string page = Read("docs/design/networks.md");
        int start = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        Assert.Equal(Read("tests/DnnBrain.Core.Tests/Networks/TinyNet.cs"), page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    [Fact]
    public void Example_OfTheDesignPage_Runs()
    {
        NetworkDefinition definition = new TinyNet().Networks.Single();
        Assert.Equal(["conv1", "conv1_relu", "block", "avgpool", "fc"], definition.Graph.Layers.Select(layer => layer.Name));
        using DnnModel model = DnnModel.Untrained(definition, 1, CPU);
        using Tensor images = PatternWeights.Image(definition.Graph);
        using var guard = no_grad();
        using Tensor output = model.Forward(images);
        Assert.Equal([2, 10], output.shape);
    }

    [Fact]
    public void Run_OfAModuleSeveralTimes_SharesItsParameters()
    {
        NetworkGraph graph = new NetworkGraphBuilder(new TensorShape(4, 8, 8))
            .Run("conv.step1", "conv", isLast: false, new Conv2d(4, Kernel: 3, Stride: 2, Padding: 1))
            .Run("conv.step2", "conv", isLast: true, new Conv2d(4, Kernel: 3, Padding: 1))
            .Layer("relu", null, new Relu())
            .Build();
        Assert.Equal(["conv.weight", "conv.bias"], graph.Parameters.Select(p => p.Name));
        Assert.Equal((4 * 4 * 9) + 4, graph.ParameterCount);
        Assert.Equal("conv.step2", LayerPattern.Select(graph, ["conv"]).Single().Name);

        NetworkDefinition definition = Definition(graph);
        using DnnModel model = DnnModel.Untrained(definition, 1, CPU);
        Assert.Equal(2, model.Parameters.Count());
        Assert.Same(model.ParametersOf(graph.Nodes[0])[0], model.ParametersOf(graph.Nodes[1])[0]);
        Assert.Equal(
            KernelReader.Read(model, graph.Nodes[0]).Select(kernel => kernel.Norm),
            KernelReader.Read(model, graph.Nodes[1]).Select(kernel => kernel.Norm));
    }

    [Fact]
    public void Run_WithOtherParameters_IsRefused()
    {
        NetworkGraphBuilder network = new NetworkGraphBuilder(new TensorShape(4, 8, 8)).Run("a", "conv", isLast: false, new Conv2d(6, Kernel: 3));
        var error = Assert.Throws<DnnBrainException>(() => network.Run("b", "conv", isLast: true, new Conv2d(6, Kernel: 3)));
        Assert.Equal("GraphInvalid", error.ErrorId);
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cornet_s", "V2_step1", "V2_step2", "V2")]
    [InlineData("cornet_s", "V4_step4", "V4.output", "V4")]
    [InlineData("cornet_rt", "IT_step1", "IT_step5", "IT")]
    public void Step_OfARecurrentArea_IsALayerAndTheLastIsTheArea(string network, string step, string last, string area)
    {
        NetworkGraph graph = ModelCatalog.Get(network).Graph;
        Assert.True(LayerPattern.Select(graph, [step]).Single().IsLayer);
        Assert.Same(LayerPattern.Select(graph, [area]).Single(), LayerPattern.Select(graph, [last]).Single());
    }

    [Fact]
    public void Parameters_OfCorNets_AreAsManyAsPublished()
    {
        // Kubilius et al. (2019), table 1: CORnet-S has 53.4 million.
        Assert.Equal(53.4, ModelCatalog.Get("cornet_s").ParameterCount / 1e6, 0.05);
        Assert.Equal(145.0, ModelCatalog.Get("vgg_face").ParameterCount / 1e6, 0.05);
    }

    private static NetworkDefinition Definition(NetworkGraph graph) => new("shared", () => graph)
    {
        Preprocessing = ModelCatalog.Get("alexnet").Preprocessing,
        Task = "none",
        TrainingData = "none",
        Architecture = "CNN",
        Reference = "none",
        Licence = "none",
        WeightsSource = "none",
    };

    private static string Read(string path) => File.ReadAllText(Path.Combine(TestData.RepositoryRoot, path)).ReplaceLineEndings("\n");
}
