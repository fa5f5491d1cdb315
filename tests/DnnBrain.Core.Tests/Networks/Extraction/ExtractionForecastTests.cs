using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
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
        Assert.Contains("2,000×16×28×28".Replace(",", "", StringComparison.Ordinal), gram.Describe(new BatchTiming(0.5, 0.25)), StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_TakesTheFirstTwoBatchesOnly()
    {
        using DnnModel model = Model();
        var counts = new List<int>();
        BatchTiming timing = BatchTiming.Measure(Extractor(model, "conv1"), ExampleImages.First(80), () => new CountingSink(counts), default);
        Assert.Equal([32, 32, 64], counts);
        Assert.InRange(timing.FirstSeconds, 1e-6, 60);
        Assert.InRange(timing.FurtherSeconds, 0, 60);
        Assert.False(timing.IncludesWriting);
    }

    [Fact]
    public void Measure_OfAFile_CountsWhatItTakesToPackIt()
    {
        using var folder = new TemporaryFolder();
        using DnnModel model = Model();
        int run = 0;
        BatchTiming timing = BatchTiming.Measure(Extractor(model, "conv1_relu"), ExampleImages.First(40), () => new ResumableActivationWriter(folder.File($"{run++}.act.h5")), default);
        long bytes = new FileInfo(folder.File("2.act.h5")).Length;
        Assert.Equal(bytes / (40.0 * 16 * 28 * 28 * sizeof(float)), timing.PackedShare);
        Assert.Equal(3, run);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1, 2)]
    [InlineData(2.5, 5)]
    public void SecondsFor_CountsTheFirstBatchOnce(double batches, double expected) =>
        Assert.Equal(expected, new BatchTiming(2, 2).SecondsFor(batches), 1e-12);

    [Fact]
    public void Describe_SaysWhatTheTimeIncludes()
    {
        using DnnModel model = Model();
        ExtractionForecast forecast = Extractor(model, "conv1").Forecast(320, ExtractionTarget.File);

        // Ten batches: 2 s and nine times 1 s. 320 × 16 × 28 × 28 × 4 bytes are 16.1 MB, a quarter of which is 4.0 MB.
        string text = forecast.Describe(new BatchTiming(2, 1) { PackedShare = 0.25 });
        Assert.Contains("about 00:00:11 (h:min:s)", text, StringComparison.Ordinal);
        Assert.Contains("packing and writing included", text, StringComparison.Ordinal);
        Assert.Contains("about 4.0 MB on disk".Replace(".", System.Globalization.NumberFormatInfo.CurrentInfo.NumberDecimalSeparator, StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.DoesNotContain("included", forecast.Describe(new BatchTiming(2, 1)), StringComparison.Ordinal);
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

    private sealed class CountingSink(List<int> counts) : IActivationSink
    {
        public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount) => counts.Add(0);

        public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) => counts[^1] += stimulusCount;

        public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance) => [];

        public void Dispose()
        {
        }
    }
}
