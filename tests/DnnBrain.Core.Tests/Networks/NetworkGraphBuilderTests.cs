using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

public sealed class NetworkGraphBuilderTests : TensorTest
{
    [Fact]
    public void Build_WithASkipConnection_ReadsBothInputs()
    {
        NetworkGraph graph = Residual();
        Assert.Equal([0, 1], graph.Nodes[2].Inputs);
        Assert.Equal(new TensorShape(2, 3, 3), graph.Output.OutputShape);
    }

    [Fact]
    public void Forward_WithASkipConnection_KeepsTheEarlierOutputAlive()
    {
        NetworkGraph graph = Residual();
        using DnnModel model = DnnModel.Untrained(Definition(graph), seed: 1, CPU);
        using Tensor image = ones([1, 1, 3, 3]);
        using var guard = no_grad();
        IReadOnlyList<Tensor> all = model.Forward(image, graph.Nodes, training: false, CancellationToken.None);
        using Tensor last = model.Forward(image);
        float[] expected = [.. all[0].ToArray<float>().Zip(all[1].ToArray<float>(), (a, b) => a + b)];
        Assert.Equal(expected, last.ToArray<float>());
        foreach (Tensor output in all)
        {
            output.Dispose();
        }
    }

    [Fact]
    public void Layer_WithATakenName_IsRefused() =>
        Refused("GraphInvalid", "conv", () => Start().Layer("conv", null, new Relu()));

    [Fact]
    public void Layer_WithAnUnknownInput_IsRefused() =>
        Refused("GraphInvalid", "there are conv", () => Start().Layer("relu", null, new Relu(), "cnov"));

    [Fact]
    public void Layer_OnAMapThatIsTooSmall_NamesTheNode() =>
        Refused("ShapeMismatch", "Node 'pool'", () => Start().Layer("pool", null, new MaxPool2d(4, 1)));

    [Fact]
    public void Layer_ThatNeedsAVector_SaysWhatItGot() =>
        Refused("ShapeMismatch", "2×3×3", () => Start().Layer("fc", null, new Linear(3)));

    [Fact]
    public void Layer_ThatAddsMapsOfTwoShapes_NamesBoth() =>
        Refused("ShapeMismatch", "2×3×3 and 2×2×2", () => Start().Layer("pool", null, new MaxPool2d(2, 1)).Layer("add", null, new Add(), "conv", "pool"));

    [Fact]
    public void Layer_ThatScalesChannelsByAMap_NamesBothShapes() =>
        Refused("ShapeMismatch", "2×3×3 and 2×3×3", () => Start().Layer("scale", null, new ScaleChannels(), "conv", "conv"));

    [Fact]
    public void Layer_WhoseGroupsDoNotDivideTheChannels_IsRefused() =>
        Refused("ShapeMismatch", "in 3 groups", () => Start().Layer("grouped", null, new Conv2d(6, Kernel: 1, Groups: 3)));

    [Fact]
    public void Alias_BeforeAnyNode_IsRefused() =>
        Refused("GraphInvalid", "no node", () => new NetworkGraphBuilder(new TensorShape(1)).Alias("features"));

    [Fact]
    public void Build_WithoutNodes_IsRefused() =>
        Refused("GraphInvalid", "needs a node", () => new NetworkGraphBuilder(new TensorShape(1)).Build());

    private static NetworkGraphBuilder Start() => new NetworkGraphBuilder(new TensorShape(1, 3, 3)).Layer("conv", "conv", new Conv2d(2, Kernel: 3, Padding: 1));

    private static NetworkGraph Residual() => Start().Layer("relu", null, new Relu()).Layer("add", null, new Add(), "conv", "relu").Build();

    private static NetworkDefinition Definition(NetworkGraph graph) => new("residual", () => graph)
    {
        Preprocessing = ModelCatalog.Get("alexnet").Preprocessing,
        Task = "none",
        TrainingData = "none",
        Architecture = "CNN",
        Reference = "none",
        Licence = "none",
        WeightsSource = "none",
    };

    private static void Refused(string errorId, string part, Action action)
    {
        var error = Assert.Throws<DnnBrainException>(action);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
