using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Extraction;

/// <summary>What an extraction leaves behind when it does not come to its end: nothing.</summary>
public sealed class ExtractionFailureTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Fact]
    public void Extract_WhenTheSinkFails_EndsWithItsError()
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        using var sink = new CountingSink(onAppend: count => throw new IOException($"disk full after {count}"));
        var error = Assert.Throws<IOException>(() => Extract(model, sink, CancellationToken.None));
        Assert.Equal("disk full after 1", error.Message);
        Assert.False(sink.Completed);
    }

    [Fact]
    public void Extract_WhenCancelled_StopsBeforeTheNextLayer()
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        using var stop = new CancellationTokenSource();
        using var sink = new CountingSink(onAppend: count =>
        {
            if (count == 3)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Extract(model, sink, stop.Token));
        Assert.Equal(3, sink.AppendCount);
        Assert.False(sink.Completed);
    }

    [Fact]
    public void Extract_WhenCancelledBeforehand_ComputesNothing()
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        using var sink = new CountingSink(onAppend: _ => { });
        Assert.ThrowsAny<OperationCanceledException>(() => Extract(model, sink, new CancellationToken(canceled: true)));
        Assert.Equal(0, sink.AppendCount);
    }

    [Fact]
    public void Extract_OfADamagedJpeg_WarnsAndTakesIt()
    {
        using var folder = new TemporaryFolder();
        byte[] jpeg = File.ReadAllBytes(TestData.Path("images/rgb-444.jpg"));
        string whole = folder.File("whole.jpg");
        string damaged = folder.File("damaged.jpg");
        File.WriteAllBytes(whole, jpeg);
        File.WriteAllBytes(damaged, [.. jpeg.AsSpan(0, jpeg.Length - 60), 0xFF, 0xD9]);
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 1, CPU);
        using var sink = new MemoryActivationSink();
        var observer = new RecordingObserver();
        Activation activation = new ActivationExtractor(model, new ExtractionOptions { Layers = ["fc2"], BatchSize = 4 })
            .Extract([new Stimulus { Id = "whole", Path = whole }, new Stimulus { Id = "damaged", Path = damaged }], sink, observer, CancellationToken.None).Single();
        Assert.Equal(["whole", "damaged"], activation.StimulusId);
        Assert.StartsWith($"The file of stimulus 'damaged' ({damaged}) is damaged", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    private static void Extract(DnnModel model, CountingSink sink, CancellationToken token) =>
        new ActivationExtractor(model, new ExtractionOptions { Layers = ["*"], BatchSize = 4 }).Extract(ExampleImages.First(10), sink, new RecordingObserver(), token);

    private sealed class CountingSink(Action<int> onAppend) : IActivationSink
    {
        public int AppendCount { get; private set; }

        public bool Completed { get; private set; }

        public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
        {
        }

        public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) => onAppend(++AppendCount);

        public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
        {
            Completed = true;
            return [];
        }

        public void Dispose()
        {
        }
    }
}
