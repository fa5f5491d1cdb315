using DnnBrain.Networks;
using DnnBrain.Networks.Attributes;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>What the papers say that networks are built of, against what is read from their graphs.</summary>
public sealed class NetworkAttributeTests
{
    [Theory]
    [InlineData("alexnet", "CNN")]
    [InlineData("vgg16", "CNN")]
    [InlineData("vgg16_bn", "CNN, batch norm")]
    [InlineData("resnet50", "CNN, residual connections, batch norm")]
    [InlineData("resnext50_32x4d", "CNN, residual connections, batch norm, grouped convolution")]
    [InlineData("densenet121", "CNN, batch norm")]
    [InlineData("mobilenet_v2", "CNN, residual connections, batch norm, depthwise convolution")]
    [InlineData("efficientnet_b0", "CNN, residual connections, batch norm, depthwise convolution, squeeze-and-excitation")]
    [InlineData("convnext_tiny", "CNN, residual connections, layer norm, depthwise convolution")]
    [InlineData("vit_b_16", "Transformer, Vision transformer, residual connections, attention, layer norm")]
    [InlineData("swin_t", "Transformer, Swin transformer, residual connections, attention, layer norm")]
    [InlineData("clip_rn50", "CNN, multimodal, residual connections, attention, batch norm")]
    [InlineData("cornet_z", "CNN")]
    [InlineData("cornet_rt", "recurrent CNN, CNN, group norm")]
    [InlineData("cornet_s", "recurrent CNN, CNN, residual connections, batch norm")]
    public void Attributes_OfArchitecture_AreThoseOfThePaper(string name, string expected)
    {
        NetworkDefinition network = ModelCatalog.Get(name);
        Assert.Equal(expected, string.Join(", ", network.Attributes.Where(a => a.Category == NetworkAttributeCategory.Architecture)));
    }

    [Fact]
    public void Attributes_OfTheCatalogue_HaveNamesOfTheirOwn()
    {
        Assert.Equal(4, ModelCatalog.Attributes.Select(a => a.Category).Distinct().Count());
        Assert.All(ModelCatalog.Attributes, entry => Assert.Equal(
            [entry.Name],
            ModelCatalog.Attributes.Where(other => entry.Attribute.AllNames.Any(other.Attribute.IsCalled)).Select(other => other.Name)));
    }

    [Fact]
    public void Attributes_OfTheCatalogue_AreThoseOfItsNetworks()
    {
        Assert.All(ModelCatalog.Attributes, entry => Assert.NotEmpty(entry.Networks));
        Assert.All(ModelCatalog.Networks, network => Assert.Equal(
            network.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal),
            ModelCatalog.Attributes.Where(entry => entry.Networks.Contains(network)).Select(entry => entry.Attribute).OrderBy(a => a.Name, StringComparer.Ordinal)));
    }
}
