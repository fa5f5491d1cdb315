using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Extraction;

public sealed class ActivationExtractorTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Fact]
    public void Extract_OfAllLayersAtOnce_GivesWhatEachLayerGivesAlone()
    {
        using DnnModel model = Model();
        IReadOnlyList<Activation> together = Extract(model, Images(5), new ExtractionOptions { Layers = ["*"] });
        Assert.Equal(model.Layers.Select(layer => layer.Layer), together.Select(activation => activation.Layer));
        foreach (Activation activation in together)
        {
            Activation alone = Extract(model, Images(5), new ExtractionOptions { Layers = [activation.Layer] }).Single();
            Assert.Equal(alone.Shape, activation.Shape);
            Assert.Equal(alone.ToArray(), activation.ToArray());
        }
    }

    [Fact]
    public void Extract_GivesWhatTheNetworkGivesForThePreprocessedImage()
    {
        using DnnModel model = Model();
        Stimulus stimulus = Images(1)[0];
        float[] values = new float[s_fashionnet.Preprocessing.ValueCount];
        s_fashionnet.Preprocessing.Apply(File.ReadAllBytes(stimulus.Path), values);
        using Tensor image = tensor<float>(values, [1, 3, 28, 28]);
        using var guard = no_grad();
        using Tensor expected = model.Forward(image);
        Activation activation = Extract(model, [stimulus], new ExtractionOptions { Layers = ["fc2"] }).Single();
        Assert.Equal(new ActivationShape(1, 10, 1, 1), activation.Shape);
        Assert.Equal(expected.ToArray<float>(), activation.ToArray());
        Assert.Equal([stimulus.Id], activation.StimulusId);
    }

    [Fact]
    public void Extract_BeforeAndAfterTheRectifier_KeepsTheNegativeValues()
    {
        using DnnModel model = Model();
        IReadOnlyList<Activation> activations = Extract(model, Images(2), new ExtractionOptions { Layers = ["conv1", "conv1_relu"] });
        float[] before = activations[0].ToArray();
        Assert.Contains(before, value => value < 0);
        Assert.Equal(before.Select(value => Math.Max(value, 0)), activations[1].ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Extract_InAnyBatchSize_GivesTheSameAnswers(int batchSize)
    {
        using DnnModel model = Model();
        Activation expected = Extract(model, Images(7), new ExtractionOptions { Layers = ["fc1"] }).Single();
        Activation activation = Extract(model, Images(7), new ExtractionOptions { Layers = ["fc1"], BatchSize = batchSize }).Single();
        // The kernels may sum in another order for another batch: a few units of 6e-8 of the largest value.
        double tolerance = 1e-5 * expected.ToArray().Max(Math.Abs);
        Assert.All(expected.ToArray().Zip(activation.ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Equal(expected.Provenance.Inputs, activation.Provenance.Inputs);
    }

    [Fact]
    public void Extract_WithAnyNumberOfDecoders_GivesTheSameBits()
    {
        using DnnModel model = Model();
        Activation one = Extract(model, Images(20), new ExtractionOptions { Layers = ["conv5"], BatchSize = 6, DecoderCount = 1 }).Single();
        Activation many = Extract(model, Images(20), new ExtractionOptions { Layers = ["conv5"], BatchSize = 6, DecoderCount = 8 }).Single();
        Assert.Equal(one.StimulusId, many.StimulusId);
        Assert.Equal(one.ToArray(), many.ToArray());
    }

    [Fact]
    public void Extract_WithPooling_GivesOneNumberAChannel()
    {
        using DnnModel model = Model();
        Activation maps = Extract(model, Images(3), new ExtractionOptions { Layers = ["conv5"] }).Single();
        Activation pooled = Extract(model, Images(3), new ExtractionOptions { Layers = ["conv5"], Pooling = Pooling.Max }).Single();
        Assert.Equal(new ActivationShape(3, 64, 1, 1), pooled.Shape);
        Assert.Equal(maps.ToArray().Chunk(7 * 7).Select(map => map.Max()), pooled.ToArray());
    }

    [Fact]
    public void Extract_WithUnreadableStimuli_NamesThemInOrderAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("no-image.png"), "text");
        IReadOnlyList<Stimulus> good = Images(4);
        Stimulus[] stimuli =
        [
            good[0],
            new Stimulus { Id = "absent", Path = folder.File("absent.png") },
            good[1],
            new Stimulus { Id = "no-image", Path = folder.File("no-image.png") },
            new Stimulus { Id = "film", Path = good[0].Path, Kind = StimulusKind.Video },
            good[2],
            good[3],
        ];
        using DnnModel model = Model();
        var observer = new RecordingObserver();
        var options = new ExtractionOptions { Layers = ["conv2"], BatchSize = 3 };
        Activation activation = Extract(model, stimuli, options, observer).Single();
        Assert.Equal(["absent", "no-image", "film"], observer.Failures.Select(failure => ((Stimulus)failure.Target!).Id));
        Assert.All(observer.Failures, failure => Assert.Equal("StimulusUnreadable", failure.ErrorId));
        Assert.Contains(folder.File("absent.png"), observer.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(good.Select(stimulus => stimulus.Id), activation.StimulusId);
        Assert.Equal(7, observer.Latest?.Done);
        foreach (Stimulus stimulus in good)
        {
            float[] alone = Extract(model, [stimulus], options).Single().ToArray();
            double tolerance = 1e-5 * alone.Max(Math.Abs);
            Assert.All(alone.Zip(activation.GetPattern(stimulus.Id)), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Fact]
    public void Extract_ForACallerWhoDoesNotListen_FailsOnTheFirstUnreadableStimulus()
    {
        using DnnModel model = Model();
        Stimulus[] stimuli = [.. Images(2), new Stimulus { Id = "absent", Path = "/absent.png" }];
        using var sink = new MemoryActivationSink();
        var error = Assert.Throws<DnnBrainException>(() =>
            new ActivationExtractor(model, new ExtractionOptions { Layers = ["fc2"] }).Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None));
        Assert.Equal("StimulusUnreadable", error.ErrorId);
    }

    [Fact]
    public void Extract_WithoutAReadableStimulus_IsRefused()
    {
        using DnnModel model = Model();
        Refused("StimulusUnreadable", () => Extract(model, [new Stimulus { Id = "absent", Path = "/absent.png" }], new ExtractionOptions { Layers = ["fc2"] }));
    }

    [Fact]
    public void Extract_OfWhatMakesNoSense_IsRefusedBeforeAnyWork()
    {
        using DnnModel model = Model();
        IReadOnlyList<Stimulus> images = Images(1);
        Refused("StimulusMissing", () => Extract(model, [], new ExtractionOptions { Layers = ["fc2"] }));
        Refused("StimulusDuplicate", () => Extract(model, [images[0], images[0]], new ExtractionOptions { Layers = ["fc2"] }));
        Refused("LayerNotFound", () => Extract(model, images, new ExtractionOptions { Layers = ["fc3"] }));
        Refused("LayerNotFound", () => Extract(model, images, new ExtractionOptions { Layers = ["inception*"] }));
        Refused("BatchSizeInvalid", () => Extract(model, images, new ExtractionOptions { Layers = ["fc2"], BatchSize = 0 }));
    }

    [Fact]
    public void Extract_SaysHowTheValuesWereMade()
    {
        using DnnModel model = Model();
        var observer = new RecordingObserver();
        Activation activation = Extract(model, Images(2), new ExtractionOptions { Layers = ["conv?_relu"], Pooling = Pooling.Mean, BatchSize = 8 }, observer)[0];
        Provenance provenance = activation.Provenance;
        Assert.Equal("fashionnet", provenance.Model);
        Assert.Equal(model.WeightsSha256, provenance.WeightsSha256);
        Assert.Equal("Squash 28x28 bilinear, (x/255 - 0.286) / 0.353", provenance.Preprocessing);
        Assert.Equal("cpu", provenance.Device);
        Assert.Equal("conv1_relu,conv2_relu,conv3_relu,conv4_relu,conv5_relu", provenance.Parameters["Layer"]);
        Assert.Equal("Mean", provenance.Parameters["Pooling"]);
        Assert.Equal("8", provenance.Parameters["BatchSize"]);
        Assert.Equal("2 stimuli", provenance.Inputs.Single().Path);
        Assert.Contains("conv1_relu (2×16×1×1)", Assert.Single(observer.VerboseLines), StringComparison.Ordinal);
    }

    private static DnnModel Model() => DnnModel.Load(s_fashionnet, new PatternWeights(s_fashionnet.Graph), CPU);

    private static IReadOnlyList<Stimulus> Images(int count) => ExampleImages.First(count);

    private static IReadOnlyList<Activation> Extract(DnnModel model, IReadOnlyList<Stimulus> stimuli, ExtractionOptions options, IRunObserver? observer = null)
    {
        using var sink = new MemoryActivationSink();
        return new ActivationExtractor(model, options).Extract(stimuli, sink, observer ?? new RecordingObserver(), CancellationToken.None);
    }

    private static void Refused(string errorId, Action action) => Assert.Equal(errorId, Assert.Throws<DnnBrainException>(action).ErrorId);
}
