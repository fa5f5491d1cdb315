using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Networks.Preprocessing;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Extraction;

/// <summary>Answers of every order as activations: values that name their own place.</summary>
public sealed class LayerViewTests : TensorTest
{
    private const int Features = 5;
    private const int Rows = 2;
    private const int Columns = 3;

    [Fact]
    public void Apply_OfTokens_MakesFeaturesChannelsAndTokensPositions()
    {
        LayerView view = View(Tokens(classTokens: 1), TokenSelection.All);
        Assert.Equal(new LayerShape("layer", Features, 7, 1) { Axes = ActivationAxes.Tokens }, view.Shape);
        // Token t of feature f is 10 t + f in PyTorch's order.
        Assert.Equal(Places(Features, 7, (f, t) => (10 * t) + f), Values(view, 7, Features));
    }

    [Fact]
    public void Apply_OfTheClassToken_GivesTheFirst()
    {
        LayerView view = View(Tokens(classTokens: 1), TokenSelection.Class);
        Assert.Equal(new LayerShape("layer", Features, 1, 1) { Axes = ActivationAxes.Tokens }, view.Shape);
        Assert.Equal([0, 1, 2, 3, 4], Values(view, 7, Features));
    }

    [Theory]
    // The patches are tokens 1 to 6 where there is a class token, 0 to 5 where there is none: means of 35 and 25.
    [InlineData(1, 35)]
    [InlineData(0, 25)]
    public void Apply_OfTheMean_LeavesOutTheClassToken(int classTokens, float mean)
    {
        LayerView view = View(Tokens(classTokens), TokenSelection.Mean);
        Assert.Equal(Features, view.Shape.UnitCount);
        Assert.Equal([mean, mean + 1, mean + 2, mean + 3, mean + 4], Values(view, classTokens + 6, Features));
    }

    [Fact]
    public void Apply_OfPatches_GivesTheMapWithoutTheClassToken()
    {
        LayerView view = View(Tokens(classTokens: 1), TokenSelection.Patch);
        Assert.Equal(new LayerShape("layer", Features, Rows, Columns), view.Shape);
        Assert.Equal(Places(Features, 6, (f, t) => (10 * (t + 1)) + f), Values(view, 7, Features));
    }

    [Theory]
    [InlineData(TokenSelection.All)]
    [InlineData(TokenSelection.Patch)]
    [InlineData(TokenSelection.Mean)]
    public void Apply_OfMapsWithChannelsLast_PutsThemFirstWhateverTokensAreWanted(TokenSelection token)
    {
        LayerView view = View(new TensorShape(Rows, Columns, Features) { Order = AxisOrder.RowColumnChannel }, token);
        Assert.Equal(new LayerShape("layer", Features, Rows, Columns), view.Shape);
        Assert.Equal(Places(Features, 6, (f, t) => (10 * t) + f), Values(view, Rows, Columns, Features));
    }

    [Fact]
    public void Shape_OfAttention_NamesHeadQueryAndKey()
    {
        LayerView view = View(new TensorShape(2, 7, 7) { Order = AxisOrder.HeadQueryKey }, TokenSelection.All);
        Assert.Equal("head,query,key", view.Shape.Axes.ToString());
        Assert.Equal((2, 7, 7), (view.Shape.Channels, view.Shape.Rows, view.Shape.Columns));
    }

    [Fact]
    public void Of_TheClassTokenOfANetworkWithout_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() => View(new TensorShape(3, 4, 4), TokenSelection.Class));
        Assert.Equal("TokenNotFound", error.ErrorId);
        Assert.Contains("made has no class token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TheClassTokenOfALayerBeforeItIsAdded_IsRefused()
    {
        NetworkDefinition network = Network(Tokens(classTokens: 0), Tokens(classTokens: 1));
        var error = Assert.Throws<DnnBrainException>(() => LayerView.Of(network, [network.Graph.Nodes[0]], TokenSelection.Class));
        Assert.Equal("TokenNotFound", error.ErrorId);
        Assert.Contains("'layer' has patches only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnAnswerOfTwoUnnamedAxes_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() => View(new TensorShape(3, 4), TokenSelection.All));
        Assert.Equal("LayerNotSupported", error.ErrorId);
    }

    [Fact]
    public void FromNode_OfTokens_ListsTheShapeThatIsExtracted()
    {
        DnnLayer layer = DnnLayer.FromNode("made", Network(Tokens(classTokens: 1)).Graph.Nodes[0]);
        Assert.Equal("5×7 feature,token", $"{layer.Shape} {layer.Axes}");
    }

    private static TensorShape Tokens(int classTokens) =>
        new(classTokens + (Rows * Columns), Features) { Order = AxisOrder.TokenFeature, Tokens = new TokenGrid(classTokens, Rows, Columns) };

    private static LayerView View(TensorShape shape, TokenSelection token)
    {
        NetworkDefinition network = Network(shape);
        return LayerView.Of(network, network.Graph.Nodes, token).Single();
    }

    /// <summary>Two stimuli, the second 100 above the first, in PyTorch's order; the first stimulus of what comes out.</summary>
    private static float[] Values(LayerView view, params int[] sizes)
    {
        int units = sizes.Aggregate((a, b) => a * b);
        float[] values = [.. Enumerable.Range(0, 2 * units).Select(i => (100f * (i / units)) + (10 * (i % units / Features)) + (i % Features))];
        using Tensor output = tensor<float>(values, [2, .. sizes.Select(size => (long)size)]);
        using Tensor viewed = view.Apply(output);
        using Tensor dense = viewed.contiguous();
        float[] both = dense.ToArray<float>();
        Assert.Equal(2 * view.Shape.UnitCount, both.Length);
        Assert.All(both[..view.Shape.UnitCount].Zip(both[view.Shape.UnitCount..]), pair => Assert.Equal(pair.First + 100, pair.Second));
        return both[..view.Shape.UnitCount];
    }

    private static float[] Places(int channels, int positions, Func<int, int, float> value) =>
        [.. Enumerable.Range(0, channels).SelectMany(c => Enumerable.Range(0, positions).Select(p => value(c, p)))];

    private static NetworkDefinition Network(params TensorShape[] shapes) => new("made", () =>
    {
        var builder = new NetworkGraphBuilder(new TensorShape(3, 4, 4));
        for (int i = 0; i < shapes.Length; i++)
        {
            builder.Layer(i == 0 ? "layer" : $"layer{i + 1}", null, new Made(shapes[i]));
        }

        return builder.Build();
    })
    {
        Preprocessing = new ImagePreprocessing(new Squash(4, 4), ChannelNormalization.ImageNet),
        Task = "none",
        TrainingData = "none",
        Architecture = "none",
        Reference = "none",
        Licence = "none",
        WeightsSource = "none",
    };

    private sealed record Made(TensorShape Shape) : Operation
    {
        public override string Kind => "made";

        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;

        public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters) => throw new NotSupportedException();
    }
}
