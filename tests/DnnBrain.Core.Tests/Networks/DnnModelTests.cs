using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

public sealed class DnnModelTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Fact]
    public void Get_OfAnUnknownNetwork_ListsThoseThereAre()
    {
        var error = Assert.Throws<DnnBrainException>(() => ModelCatalog.Get("alexnut"));
        Assert.Equal("ModelNotFound", error.ErrorId);
        Assert.Contains("densenet121, densenet161", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParameterCount_OfAlexNet_IsTorchvisions() => Assert.Equal(61_100_840, ModelCatalog.Get("ALEXNET").Graph.ParameterCount);

    [Fact]
    public void Load_OfWrongWeights_NamesEachParameterAndBothShapes()
    {
        var weights = new PatternWeights(s_fashionnet.Graph);
        weights.Shapes.Remove("features.3.bias");
        weights.Shapes["features.0.weight"] = new TensorShape(16, 1, 3, 3);
        weights.Shapes["classifier.9.weight"] = new TensorShape(10, 128);
        var error = Assert.Throws<DnnBrainException>(() => DnnModel.Load(s_fashionnet, weights, CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("Missing: features.3.bias (32).", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not of this network: classifier.9.weight (10×128).", error.Message, StringComparison.Ordinal);
        Assert.Contains("features.0.weight is 16×1×3×3 and should be 16×3×3×3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhenReadingFails_LeavesNoTensor()
    {
        Assert.Throws<IOException>(() => DnnModel.Load(s_fashionnet, new BrokenWeights(s_fashionnet.Graph), CPU));
    }

    [Fact]
    public void Untrained_WithTheSameSeed_HasTheSameBits()
    {
        using DnnModel first = DnnModel.Untrained(s_fashionnet, seed: 7, CPU);
        using DnnModel second = DnnModel.Untrained(s_fashionnet, seed: 7, CPU);
        using DnnModel other = DnnModel.Untrained(s_fashionnet, seed: 8, CPU);
        Assert.Equal(Values(first, "features.3.weight"), Values(second, "features.3.weight"));
        Assert.NotEqual(Values(first, "features.3.weight"), Values(other, "features.3.weight"));
        Assert.Equal(7, first.Seed);
        Assert.Null(first.WeightsSha256);
    }

    [Theory]
    [InlineData("features.10.weight", 64 * 9)]
    [InlineData("classifier.1.weight", 576)]
    public void Untrained_FillsPyTorchsUniformDistribution(string parameter, int fanIn)
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        float[] values = Values(model, parameter);
        double bound = 1 / Math.Sqrt(fanIn);
        Assert.All(values, v => Assert.InRange(v, -bound, bound));
        // The mean of n uniform values has the deviation bound/√(3n), their square that of bound²·√(4/45)/√n: five of each.
        Assert.Equal(0, values.Average(v => (double)v), 5 * bound / Math.Sqrt(3.0 * values.Length));
        Assert.Equal(bound * bound / 3, values.Average(v => (double)v * v), 5 * bound * bound * Math.Sqrt(4.0 / 45 / values.Length));
    }

    [Fact]
    public void Forward_WhenCancelled_Throws()
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        using Tensor image = zeros([1, 3, 28, 28]);
        Assert.Throws<OperationCanceledException>(() => model.Forward(image, [s_fashionnet.Graph.Output], training: false, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Forward_InTraining_DropsUnitsAndScalesTheRest()
    {
        NetworkDefinition alexnet = s_fashionnet;
        NetworkNode dropout = alexnet.Graph.Nodes.Single(node => node.Name == "dropout");
        NetworkNode before = alexnet.Graph.Nodes[dropout.Index - 1];
        using DnnModel model = DnnModel.Untrained(alexnet, seed: 1, CPU);
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor image = ones([4, 3, 28, 28]);
        float[][] values = [.. model.Forward(image, [before, dropout], training: true, CancellationToken.None).Select(t => t.ToArray<float>())];
        Assert.All(values[0].Zip(values[1]), pair => Assert.True(pair.Second == 0 || Math.Abs(pair.Second - (pair.First / 0.7f)) < 1e-6f));
        Assert.Contains(values[0].Zip(values[1]), pair => pair is { First: not 0, Second: 0 });
    }

    [Fact]
    public void Forward_AfterDispose_Throws()
    {
        DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        model.Dispose();
        using Tensor image = zeros([1, 3, 28, 28]);
        Assert.Throws<ObjectDisposedException>(() => model.Forward(image));
    }

    [Theory]
    [InlineData("tpu", "DeviceInvalid")]
    [InlineData("cuda:x", "DeviceInvalid")]
    [InlineData("cuda:99", "DeviceNotAvailable")]
    public void Parse_OfADeviceThatIsNotThere_IsRefused(string name, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<DnnBrainException>(() => ComputeDevice.Parse(name)).ErrorId);

    [Fact]
    public void Parse_OfCpu_GivesTheMainMemory() => Assert.Equal(CPU, ComputeDevice.Parse("cpu"));

    private static float[] Values(DnnModel model, string parameter) => model.Parameters.Single(p => p.Key == parameter).Value.ToArray<float>();

    private sealed class BrokenWeights(NetworkGraph graph) : IParameterSource
    {
        private readonly PatternWeights _weights = new(graph);

        public string Name => "broken";

        public string Sha256 => _weights.Sha256;

        public IReadOnlyDictionary<string, TensorShape> Shapes => _weights.Shapes;

        public void Read(string name, Span<float> destination)
        {
            if (name == "classifier.1.weight")
            {
                throw new IOException("broken");
            }

            _weights.Read(name, destination);
        }
    }
}
