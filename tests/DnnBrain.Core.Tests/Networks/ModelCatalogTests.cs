using System.Text.Json;
using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>The catalogue against what torchvision says of its weights.</summary>
public sealed class ModelCatalogTests
{
    private static readonly JsonElement s_torchvision = TestData.Json("networks-torchvision.json");

    public static TheoryData<string> Names =>
        [.. ModelCatalog.Networks.Where(n => n.WeightsUrl?.Host == "download.pytorch.org").Select(n => n.Name)];

    public static TheoryData<string> AllNames => [.. ModelCatalog.Networks.Select(n => n.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_OfTorchvision_HasItsFacts(string name)
    {
        NetworkDefinition network = ModelCatalog.Get(name);
        JsonElement facts = s_torchvision.GetProperty(name);
        Assert.Equal("IMAGENET1K_V1", network.WeightsVersion);
        Assert.Equal(facts.GetProperty("top1").GetDouble(), network.Top1Accuracy);
        Assert.StartsWith(FormattableString.Invariant($"{network.Top1Accuracy} %"), network.Accuracy, StringComparison.Ordinal);
        var geometry = Assert.IsType<ResizeCrop>(network.Preprocessing.Geometry);
        Assert.Equal(
            (facts.GetProperty("resize").GetInt32(), facts.GetProperty("crop").GetInt32(), facts.GetProperty("crop").GetInt32()),
            (geometry.ShorterSide, geometry.Height, geometry.Width));
        Assert.Equal(facts.GetProperty("interpolation").GetString(), geometry.Filter.ToString(), ignoreCase: true);
        Assert.Equal(facts.Doubles("mean"), network.Preprocessing.Normalization.Mean.ToArray().Select(v => Math.Round(v, 6)));
        Assert.Equal(facts.Doubles("std"), network.Preprocessing.Normalization.Deviation.ToArray().Select(v => Math.Round(v, 6)));

        // Torchvision counts Inception's auxiliary head, which serves training alone.
        long heads = name == "inception_v3" ? 3_326_696 : 0;
        Assert.Equal(facts.GetProperty("parameters").GetInt64(), network.ParameterCount + heads);

        // EfficientNet's files were replaced in 2023: https://github.com/pytorch/vision/pull/8040.
        if (!name.StartsWith("efficientnet", StringComparison.Ordinal))
        {
            Assert.Equal(facts.GetProperty("url").GetString(), network.WeightsUrl?.AbsoluteUri);
        }

        Assert.EndsWith($"-{network.WeightsSha256}.pth", network.WeightsUrl?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Network_OfTheCatalogue_SaysWhatItIs(string name)
    {
        NetworkDefinition network = ModelCatalog.Get(name);
        Assert.InRange(network.Year ?? 0, 2012, 2030);
        Assert.All([network.Task, network.TrainingData, network.Architecture, network.TrainingMethod, network.Licence, network.WeightsSource], Assert.NotEmpty);
        Assert.Equal((network.InputShape[1], network.InputShape[2]), (network.Preprocessing.Geometry.Height, network.Preprocessing.Geometry.Width));
        Assert.True(network.LayerCount > 0);
        Assert.True(network.Size >= 4 * network.ParameterCount);
    }
}
