using DnnBrain.Networks;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>Names, paths and shapes of layers as DNNBrain 1.0 has them.</summary>
public sealed class DnnBrainLayerNamesTests
{
    [Theory]
    [InlineData("alexnet", 18)]
    [InlineData("vgg11", 26)]
    [InlineData("vgg19_bn", 58)]
    [InlineData("resnet152", 56)]
    [InlineData("googlenet", 17)]
    [InlineData("inception_v3", 20)]
    public void Layers_AreAsManyAsDnnBrains(string network, int count) => Assert.Equal(count, ModelCatalog.Get(network).Graph.Layers.Count());

    [Theory]
    [InlineData("vgg11", "conv2_maxpool", "features.5", "128×56×56")]
    [InlineData("vgg11", "conv8_relu", "features.19", "512×14×14")]
    [InlineData("vgg11", "fc2_relu", "classifier.4", "4096")]
    // DNNBrain has these two the wrong way round.
    [InlineData("vgg19_bn", "conv1_bn", "features.1", "64×224×224")]
    [InlineData("vgg19_bn", "conv1_relu", "features.2", "64×224×224")]
    [InlineData("vgg19_bn", "conv16_maxpool", "features.52", "512×7×7")]
    [InlineData("resnet152", "conv", "conv1", "64×112×112")]
    [InlineData("resnet152", "maxpool", "maxpool", "64×56×56")]
    [InlineData("resnet152", "layer1_bottleneck0", "layer1.0", "256×56×56")]
    [InlineData("resnet152", "layer3_bottleneck35", "layer3.35", "1024×14×14")]
    [InlineData("resnet152", "avgpool", "avgpool", "2048×1×1")]
    [InlineData("googlenet", "conv3", "conv3", "192×56×56")]
    [InlineData("googlenet", "inception4d", "inception4d", "528×14×14")]
    [InlineData("inception_v3", "conv4", "Conv2d_3b_1x1", "80×73×73")]
    [InlineData("inception_v3", "inception8", "Mixed_6e", "768×17×17")]
    [InlineData("inception_v3", "avgpool", "avgpool", "2048×1×1")]
    public void Layer_HasDnnBrainsNamePathAndShape(string network, string layer, string path, string shape)
    {
        NetworkNode node = ModelCatalog.Get(network).Graph.Layers.Single(node => node.Name == layer);
        Assert.Equal((path, shape), (node.Path, node.OutputShape.ToString()));
    }

    [Theory]
    [InlineData("resnet50", "layer1", "layer1_bottleneck2")]
    [InlineData("resnet50", "layer4.2.relu", "layer4_bottleneck2")]
    [InlineData("resnet50", "layer2.0.downsample", "layer2.0.downsample.1")]
    [InlineData("resnet18", "layer4.1.conv2", "layer4.1.conv2")]
    [InlineData("vgg16", "features", "conv13_maxpool")]
    [InlineData("densenet121", "features.denseblock1.denselayer1", "features.denseblock1.denselayer1.conv2")]
    [InlineData("densenet121", "features.transition2", "transition2")]
    [InlineData("mobilenet_v2", "features.2", "block2")]
    [InlineData("mobilenet_v3_large", "features.4.block", "block4")]
    [InlineData("efficientnet_b0", "features.6", "stage6_block3")]
    [InlineData("mobilenet_v2", "features.3.conv", "features.3.conv.3")]
    public void Select_OfAModuleWithinOrAroundALayer_FindsTheNodeWithItsOutput(string network, string path, string expected) =>
        Assert.Equal(expected, Assert.Single(LayerPattern.Select(ModelCatalog.Get(network).Graph, [path])).Name);

    [Fact]
    public void Select_OfAPattern_FindsBlocksByTheirPathsAndNothingWithinThem() =>
        Assert.Equal(
            ["layer2_bottleneck0", "layer2_bottleneck1", "layer2_bottleneck2", "layer2_bottleneck3"],
            LayerPattern.Select(ModelCatalog.Get("resnet50").Graph, ["layer2.*"]).Select(node => node.Name));
}
