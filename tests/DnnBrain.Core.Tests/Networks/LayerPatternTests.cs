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
    public void Select_OfOneAddress_GivesItsLayers(string address, string expected) =>
        Assert.Equal(expected, Join(LayerPattern.Select(s_alexnet, [address])));

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
