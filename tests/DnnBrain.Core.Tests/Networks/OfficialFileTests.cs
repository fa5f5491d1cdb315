using System.Text.RegularExpressions;
using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>What official files have that differs from the network's own parameters.</summary>
public sealed partial class OfficialFileTests : TensorTest
{
    [Theory]
    [InlineData("squeezenet1_0", "https://download.pytorch.org/models/squeezenet1_0-b66bff10.pth", "b66bff10")]
    [InlineData("inception_v3", "https://download.pytorch.org/models/inception_v3_google-0cc3c7bd.pth", "0cc3c7bd")]
    [InlineData("efficientnet_b5", "https://download.pytorch.org/models/efficientnet_b5_lukemelas-1a07897c.pth", "1a07897c")]
    [InlineData("alexnet", "https://download.pytorch.org/models/alexnet-owt-7be5be79.pth", "7be5be79")]
    public void Weights_AreAtTorchvisionsAddressWhichCarriesTheirHash(string network, string address, string hash)
    {
        NetworkDefinition definition = ModelCatalog.Get(network);
        Assert.Equal((address, hash), (definition.WeightsUrl?.AbsoluteUri, definition.WeightsSha256));
        Assert.Equal("IMAGENET1K_V1", definition.WeightsVersion);
    }

    [Theory]
    [InlineData("googlenet", "aux1.fc1.weight", "aux2.conv.bn.running_var")]
    [InlineData("inception_v3", "AuxLogits.conv0.conv.weight", "AuxLogits.fc.bias")]
    public void Load_OfAFileWithHeadsForTraining_LeavesThemOut(string network, params string[] heads)
    {
        NetworkDefinition definition = ModelCatalog.Get(network);
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape));
        foreach (string head in heads)
        {
            weights.Shapes[head] = new TensorShape(7);
        }

        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.Equal(definition.Graph.Parameters.Count(), weights.Read.Count);
        Assert.DoesNotContain(weights.Read, heads.Contains);
    }

    [Fact]
    public void Load_OfHeadsOfAnotherNetwork_IsRefused()
    {
        NetworkDefinition definition = ModelCatalog.Get("googlenet");
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape));
        weights.Shapes["auxiliary.fc1.weight"] = new TensorShape(7);
        var error = Assert.Throws<DnnBrainException>(() => DnnModel.Load(definition, weights, CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("Not of this network: auxiliary.fc1.weight (7).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfDenseNetsFile_TakesItsNamesWithDots()
    {
        NetworkDefinition definition = ModelCatalog.Get("densenet121");
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(p => Dotted().Replace(p.Name, "$1.$2."), p => p.Parameter.Shape));
        Assert.Contains("features.denseblock4.denselayer16.norm.2.running_mean", weights.Shapes.Keys);
        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.Contains("features.denseblock1.denselayer1.conv.1.weight", weights.Read);
        Assert.Contains("features.norm5.weight", weights.Read);
    }

    [Fact]
    public void Load_OfAVisionTransformersFile_TakesTheOldNamesOfItsMlp()
    {
        NetworkDefinition definition = ModelCatalog.Get("vit_b_32");
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(
            p => p.Name.Replace("mlp.0.", "mlp.linear_1.", StringComparison.Ordinal).Replace("mlp.3.", "mlp.linear_2.", StringComparison.Ordinal),
            p => p.Parameter.Shape));
        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.Contains("encoder.layers.encoder_layer_11.mlp.linear_2.bias", weights.Read);
        Assert.Contains("class_token", weights.Read);
    }

    [Theory]
    [InlineData("clip_vit_b_32")]
    [InlineData("clip_rn50")]
    public void Load_OfAFileOfClip_LeavesOutTheTextsTower(string network)
    {
        NetworkDefinition definition = ModelCatalog.Get(network);
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape));
        foreach (string text in new[] { "transformer.resblocks.0.attn.in_proj_weight", "token_embedding.weight", "positional_embedding", "ln_final.bias", "text_projection", "logit_scale" })
        {
            weights.Shapes[text] = new TensorShape(7);
        }

        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.All(weights.Read, name => Assert.StartsWith("visual.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfOneParameterUnderTwoNames_IsRefused()
    {
        NetworkDefinition definition = ModelCatalog.Get("densenet121");
        var weights = new NamedWeights(definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape));
        weights.Shapes["features.denseblock1.denselayer1.norm.1.weight"] = new TensorShape(64);
        var error = Assert.Throws<DnnBrainException>(() => DnnModel.Load(definition, weights, CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("norm1.weight twice", error.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(denselayer\d+\.[a-z]+)([12])\.")]
    private static partial Regex Dotted();

    /// <summary>Zeros under any names.</summary>
    private sealed class NamedWeights(Dictionary<string, TensorShape> shapes) : IParameterSource
    {
        public string Name => "zeros";

        public string Sha256 { get; } = new('0', 64);

        public Dictionary<string, TensorShape> Shapes { get; } = shapes;

        public List<string> Read { get; } = [];

        IReadOnlyDictionary<string, TensorShape> IParameterSource.Shapes => Shapes;

        void IParameterSource.Read(string name, Span<float> destination)
        {
            Read.Add(name);
            destination.Clear();
        }
    }
}
