using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Extraction;

public sealed class ExtractionForecastTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Fact]
    public void Forecast_CountsWhatIsAliveAtTheWidestPlace()
    {
        using DnnModel model = Model();
        ExtractionForecast forecast = Extractor(model, "conv1", "fc2").Forecast(100, ExtractionTarget.Memory);

        // By hand: the first convolution and the rectifier behind it, 16 × 28 × 28 each, twice; three images of 3 × 28 × 28.
        Assert.Equal(sizeof(float) * ((2 * 2 * 16 * 28 * 28) + (3 * 3 * 28 * 28)), forecast.BytesPerStimulus);
        Assert.Equal(100L * ((16 * 28 * 28) + 10) * sizeof(float), forecast.ValueBytes);
        Assert.Equal(4, forecast.PassCount);
    }

    [Fact]
    public void FitBatch_TakesWhatMemoryAllows()
    {
        using DnnModel model = Model();
        ExtractionForecast forecast = Extractor(model, "conv1").Forecast(100, ExtractionTarget.Memory);
        Assert.Equal(32, forecast.FitBatch(1L << 40));
        Assert.Equal(5, forecast.FitBatch(forecast.ResultBytes + (5 * forecast.BytesPerStimulus)));
        Assert.Equal(4, forecast.FitBatch(forecast.ResultBytes + (5 * forecast.BytesPerStimulus) - 1));
        var error = Assert.Throws<DnnBrainException>(() => forecast.FitBatch(forecast.ResultBytes));
        Assert.Equal("MemoryTooSmall", error.ErrorId);
        Assert.Contains("-OutFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_OfAFileOrOfProducts_DoesNotGrowWithTheValues()
    {
        using DnnModel model = Model();
        ActivationExtractor extractor = Extractor(model, "conv1");
        Assert.Equal(extractor.Forecast(100, ExtractionTarget.File).ResultBytes, extractor.Forecast(100_000, ExtractionTarget.File).ResultBytes);
        ExtractionForecast gram = extractor.Forecast(2_000, ExtractionTarget.Gram);
        Assert.InRange(gram.ResultBytes, 2L * 8 * 2_000 * 2_001 / 2, 100L << 20);
        Assert.Contains("2,000×16×28×28".Replace(",", "", StringComparison.Ordinal), gram.Describe(0.5), StringComparison.Ordinal);
    }

    [Fact]
    public void TimeBatch_TakesTheFirstBatchOnly()
    {
        using DnnModel model = Model();
        Assert.InRange(Extractor(model, "conv1").TimeBatch(ExampleImages.First(40), default), 1e-6, 60);
    }

    [Theory]
    [InlineData("fashionnet")]
    [InlineData("alexnet")]
    [InlineData("resnet18")]
    [InlineData("vit_b_16")]
    public void Extract_InBFloat16_IsFloat32ToItsDigits(string name)
    {
        NetworkDefinition definition = ModelCatalog.Get(name);
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(definition.Graph), CPU);
        using DnnModel rounded = model.WithPrecision(NetworkPrecision.BFloat16);
        string layer = definition.Graph.Layers.Last().Name;
        float[] expected = Extract(model, layer).ToArray();
        Activation half = Extract(rounded, layer);
        Assert.Equal("BFloat16", half.Provenance.Parameters["Precision"]);
        Assert.Equal(model.WeightsSha256, half.Provenance.WeightsSha256);

        // Every operation rounds to 2^-9 of its result; errors of n operations in a row add up to about √n of that.
        double tolerance = Math.Pow(2, -9) * 4 * Math.Sqrt(definition.Graph.Nodes.Count) * expected.Max(Math.Abs);
        Assert.All(expected.Zip(half.ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.NotEqual(expected, half.ToArray());
    }

    private static DnnModel Model() => DnnModel.Load(s_fashionnet, new PatternWeights(s_fashionnet.Graph), CPU);

    private static ActivationExtractor Extractor(DnnModel model, params string[] layers) => new(model, new ExtractionOptions { Layers = layers });

    private static Activation Extract(DnnModel model, string layer)
    {
        using var sink = new MemoryActivationSink();
        return Extractor(model, layer).Extract(ExampleImages.First(2), sink, new RecordingObserver(), CancellationToken.None).Single();
    }
}
