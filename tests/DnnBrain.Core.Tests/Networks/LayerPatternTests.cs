using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

public sealed class LayerPatternTests
{
    private static readonly NetworkGraph s_alexnet = ModelCatalog.Get("alexnet").Graph;

    private static readonly NetworkGraph s_blocks = new NetworkGraphBuilder(new TensorShape(4))
        .Layer("blocks[0].attn", "blocks.0.attn", new Relu())
        .Layer("blocks[0].mlp", "blocks.0.mlp", new Relu())
        .Layer("blocks[1].attn", "blocks.1.attn", new Relu())
        .Layer("blocks0.attn", null, new Relu())
        .Build();

    [Theory]
    [InlineData("conv1", "conv1")]
    [InlineData("CONV1", "conv1")]
    [InlineData("features.11", "conv5_relu")]
    [InlineData("conv*_relu", "conv1_relu conv2_relu conv3_relu conv4_relu conv5_relu")]
    [InlineData("conv[1-2]", "conv1 conv2")]
    [InlineData("fc?", "fc1 fc2 fc3")]
    [InlineData("classifier.*", "fc1 fc1_relu fc2 fc2_relu fc3")]
    [InlineData("avgpool", "avgpool")]
    [InlineData("classifier.0", "dropout1")]
    [InlineData("conv9*", "")]
    [InlineData("conv[b-a]", "")]
    [InlineData("3", "conv1_maxpool")]
    [InlineData("18", "fc3")]
    [InlineData("-1", "fc3")]
    [InlineData("-18", "conv1")]
    [InlineData("last", "fc3")]
    [InlineData("2..4", "conv1_relu conv1_maxpool conv2")]
    [InlineData("4..2", "conv1_relu conv1_maxpool conv2")]
    [InlineData("-2..-1", "fc2_relu fc3")]
    [InlineData("17..-1", "fc2_relu fc3")]
    [InlineData("0%", "conv1")]
    [InlineData("50%", "conv4")]
    [InlineData("50.1%", "conv4_relu")]
    [InlineData("100%", "fc3")]
    public void Select_OfOneAddress_GivesItsLayers(string address, string expected) =>
        Assert.Equal(expected, Join(LayerPattern.Select(s_alexnet, [address])));

    [Theory]
    [InlineData("0", "1 to 18")]
    [InlineData("19", "1 to 18")]
    [InlineData("-19", "1 to 18")]
    [InlineData("2..19", "1 to 18")]
    [InlineData("99999999999999999999", "1 to 18")]
    [InlineData("101%", "100%")]
    public void Select_OfAPlaceOutsideTheNetwork_SaysWhatThereIs(string address, string expected)
    {
        var error = Assert.Throws<DnnBrainException>(() => LayerPattern.Select(s_alexnet, [address]));
        Assert.Equal(("LayerNotFound", address), (error.ErrorId, error.Target));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet50", "conv bn relu maxpool layer1_bottleneck2 layer2_bottleneck3 layer3_bottleneck5 layer4_bottleneck2 avgpool fc")]
    [InlineData("googlenet", "conv1 maxpool1 conv2 conv3 maxpool2 inception3a inception3b maxpool3 inception4a inception4b inception4c inception4d inception4e maxpool4 inception5a inception5b fc")]
    public void Select_OfTheTopLevel_LeavesOutTheInsideOfBlocks(string network, string expected) =>
        Assert.Equal(expected, Join(LayerPattern.Select(ModelCatalog.Get(network).Graph, ["Top"])));

    [Fact]
    public void Select_OfTheTopLevelWithoutBlocks_GivesEverything() => Assert.Equal(18, LayerPattern.Select(s_alexnet, ["top"]).Count);

    [Fact]
    public void Select_OfANumberThatIsAPath_TakesItLiterally()
    {
        NetworkGraph graph = new NetworkGraphBuilder(new TensorShape(4)).Layer("a", "0", new Relu()).Layer("b", "1", new Relu()).Build();
        Assert.Equal("b", Join(LayerPattern.Select(graph, ["1"])));
    }

    [Theory]
    [InlineData("conv*", true)]
    [InlineData("2..4", true)]
    [InlineData("Top", true)]
    [InlineData("2", false)]
    [InlineData("Last", false)]
    [InlineData("conv1", false)]
    public void MeansSeveral_OfAnAddress_IsAboutItsForm(string address, bool expected) => Assert.Equal(expected, LayerPattern.MeansSeveral(address));

    [Fact]
    public void Select_OfEverything_GivesDnnBrainsLayers() => Assert.Equal(18, LayerPattern.Select(s_alexnet, ["*"]).Count);

    [Fact]
    public void Select_OfSeveralAddresses_GivesEachLayerOnceInTheNetworksOrder() =>
        Assert.Equal("conv1 conv2 fc1", Join(LayerPattern.Select(s_alexnet, ["fc1", "conv[12]", "conv1", "features.0"])));

    [Theory]
    [InlineData("blocks[0].attn", "blocks[0].attn")]
    [InlineData("blocks`[0`].*", "blocks[0].attn blocks[0].mlp")]
    [InlineData("blocks[1].*", "blocks[1].attn")]
    [InlineData("blocks[01].*", "blocks0.attn")]
    [InlineData("blocks.?.attn", "blocks[0].attn blocks[1].attn")]
    public void Select_WithBrackets_TakesThemLiterallyFirst(string address, string expected) =>
        Assert.Equal(expected, Join(LayerPattern.Select(s_blocks, [address])));

    [Fact]
    public void Select_OfAMissingName_ListsWhatThereIs()
    {
        var error = Assert.Throws<DnnBrainException>(() => LayerPattern.Select(s_alexnet, ["conv1", "conv6"]));
        Assert.Equal("LayerNotFound", error.ErrorId);
        Assert.Equal("conv6", error.Target);
        Assert.Contains("conv5_maxpool, fc1, fc1_relu", error.Message, StringComparison.Ordinal);
    }

    private static string Join(IEnumerable<NetworkNode> nodes) => string.Join(' ', nodes.Select(node => node.Name));
}
