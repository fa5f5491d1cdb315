using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>Published values: Araujo, Norris &amp; Sim (2019), table of receptive fields, doi:10.23915/distill.00021.</summary>
public sealed class ReceptiveFieldTests
{
    [Theory]
    [InlineData("alexnet", "conv1", "11×11 / 4", 3)]
    [InlineData("alexnet", "conv1_maxpool", "19×19 / 8", 7)]
    [InlineData("alexnet", "conv2_relu", "51×51 / 8", 7)]
    [InlineData("alexnet", "conv2_maxpool", "67×67 / 16", 15)]
    [InlineData("alexnet", "conv5", "163×163 / 16", 15)]
    // alexnet_v2 195; vgg_16 212; inception_v3 1311: the published values.
    [InlineData("alexnet", "conv5_maxpool", "195×195 / 32", 31)]
    [InlineData("vgg16", "features.30", "212×212 / 32", 15.5)]
    [InlineData("inception_v3", "Mixed_7c", "1311×1311 / 32", 37)]
    // Torchvision steps in the first block of a stage, the published resnet_v1_50 (483) in the last.
    [InlineData("resnet50", "layer4", "427×427 / 32", 0)]
    [InlineData("resnet50", "layer4.1.conv1", "299×299 / 32", 0)]
    public void ReceptiveField_OfAPublishedNetwork_IsThePublishedOne(string network, string layer, string expected, double center)
    {
        ReceptiveField field = LayerPattern.Select(ModelCatalog.Get(network).Graph, [layer])[0].ReceptiveField;
        Assert.Equal(expected, field.ToString());
        Assert.Equal(new PixelPosition(center, center), field.Center);
    }

    [Theory]
    // A patch; from the first attention on, everything.
    [InlineData("vit_b_16", "embedding", "16×16 / 16")]
    [InlineData("vit_b_16", "block0", "global")]
    // 4 pixels, and 6 more places of 4 pixels by the 7×7 convolution of a block: 4 + 3·24 after three, and one place of 4 more.
    [InlineData("convnext_tiny", "stage1_block0", "28×28 / 4")]
    [InlineData("convnext_tiny", "downsample1", "80×80 / 8")]
    // A window of 7 places reaches 6 places to either side.
    [InlineData("swin_t", "stage1_block0", "52×52 / 4")]
    [InlineData("swin_t", "downsample1", "104×104 / 8")]
    [InlineData("swin_t", "stage4_block0", "global")]
    public void ReceptiveField_OfTokensAndMapsWithChannelsLast_FollowsTheirPlaces(string network, string layer, string expected) =>
        Assert.Equal(expected, LayerPattern.Select(ModelCatalog.Get(network).Graph, [layer])[0].ReceptiveField.ToString());

    [Fact]
    public void ReceptiveField_OfResNetAsItWasPublished_Is483()
    {
        var network = new NetworkGraphBuilder(new TensorShape(3, 224, 224));
        network
            .Layer("conv1", null, new Conv2d(4, Kernel: 7, Stride: 2, Padding: 3))
            .Layer("pool1", null, new MaxPool2d(Kernel: 3, Stride: 2, Padding: 1));
        foreach ((int stage, int blocks) in new[] { (1, 3), (2, 4), (3, 6), (4, 3) })
        {
            for (int i = 1; i <= blocks; i++)
            {
                string input = network.Last;
                int stride = i == blocks && stage < 4 ? 2 : 1;
                network
                    .Layer($"{stage}.{i}.conv", null, new Conv2d(4, Kernel: 3, stride, Padding: 1), input)
                    .Layer($"{stage}.{i}.shortcut", null, new MaxPool2d(Kernel: 1, stride), input)
                    .Layer($"{stage}.{i}", null, new Add(), $"{stage}.{i}.conv", $"{stage}.{i}.shortcut");
            }
        }

        Assert.Equal("483×483 / 32", network.Build().Output.ReceptiveField.ToString());
    }

    [Fact]
    public void ReceptiveField_OfOblongWindows_IsTakenAxisByAxis()
    {
        NetworkGraph graph = new NetworkGraphBuilder(new TensorShape(3, 20, 30))
            .Layer("a", null, new Conv2d(2, Kernel: (1, 7), Padding: (0, 3)))
            .Layer("b", null, new Conv2d(2, Kernel: (3, 1), Stride: 2))
            .Build();
        Assert.Equal(new ReceptiveField((3, 7), 2, new PixelPosition(1, 0), IsGlobal: false), graph.Output.ReceptiveField);
    }

    [Fact]
    public void ReceptiveField_WherePathsMeet_HoldsAll()
    {
        NetworkGraph graph = new NetworkGraphBuilder(new TensorShape(3, 20, 20))
            .Layer("a", null, new Conv2d(2, Kernel: 3, Padding: 1))
            .Layer("b", null, new Conv2d(2, Kernel: 2, Padding: 1))
            .Layer("c", null, new MaxPool2d(Kernel: 2, Stride: 1))
            .Layer("d", null, new Concat(), "a", "c")
            .Build();

        // a sees pixels -1 to 1 of unit 0. b adds one to the left; c takes b's units 0 and 1: -2 to 2 - 1 + 1 = 2.
        Assert.Equal(new ReceptiveField(5, 1, new PixelPosition(0, 0), IsGlobal: false), graph.Output.ReceptiveField);
    }

    [Theory]
    [InlineData("alexnet", "avgpool", false)]
    [InlineData("alexnet", "fc1", true)]
    [InlineData("alexnet", "Last", true)]
    [InlineData("resnet18", "avgpool", true)]
    [InlineData("mobilenet_v2", "features.18", false)]
    public void ReceptiveField_OfWhatMixesAllPlaces_IsGlobal(string network, string layer, bool expected)
    {
        NetworkGraph graph = ModelCatalog.Get(network).Graph;
        ReceptiveField field = LayerPattern.Select(graph, [layer])[0].ReceptiveField;
        Assert.Equal(expected, field.IsGlobal);
        if (expected)
        {
            Assert.Equal(("global", (Extent)224, (Extent)0, new PixelPosition(111.5, 111.5)), (field.ToString(), field.Size, field.Stride, field.Center));
        }
    }

    [Fact]
    public void ReceptiveField_OfAMapWithGates_IsGlobalAndKeepsItsPlaces()
    {
        NetworkGraph graph = ModelCatalog.Get("efficientnet_b0").Graph;
        Assert.Equal("3×3 / 2", LayerPattern.Select(graph, ["conv1"])[0].ReceptiveField.ToString());
        ReceptiveField field = LayerPattern.Select(graph, ["features.2"])[0].ReceptiveField;
        Assert.Equal((true, (Extent)4), (field.IsGlobal, field.Stride));
    }
}
