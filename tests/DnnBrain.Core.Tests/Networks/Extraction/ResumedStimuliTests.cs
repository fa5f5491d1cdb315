using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Extraction;

/// <summary>A resumed run about stimuli whose files are others now.</summary>
public sealed class ResumedStimuliTests : TensorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DnnModel _model;
    private readonly Stimulus[] _stimuli;

    public ResumedStimuliTests()
    {
        _model = ModelWeights.Load(ModelCatalog.Get("fashionnet"), path: null, CPU);
        _stimuli =
        [
            .. ExampleImages.First(20).Select(image =>
            {
                string copy = _folder.File($"{image.Id}.png");
                File.Copy(image.Path, copy);
                return new Stimulus { Id = image.Id, Path = copy };
            }),
        ];
    }

    private string Target => _folder.File("a.act.h5");

    [Fact]
    public void Extract_AfterAFileThatIsDoneWasChanged_NamesItAndKeepsThePart()
    {
        RunHalf();
        byte[] before = File.ReadAllBytes(_stimuli[2].Path);
        File.Copy(_stimuli[3].Path, _stimuli[2].Path, overwrite: true);

        var error = Assert.Throws<DnnBrainException>(() => Run(CancellationToken.None));
        Assert.Equal("ResumeMismatch", error.ErrorId);
        Assert.Same(_stimuli[2], error.Target);
        Assert.Contains($"'{_stimuli[2].Id}' ({_stimuli[2].Path}). Bring", error.Message, StringComparison.Ordinal);

        // A file that is not there any more could be any.
        File.Delete(_stimuli[2].Path);
        Assert.Contains(_stimuli[2].Id, Assert.Throws<DnnBrainException>(() => Run(CancellationToken.None)).Message, StringComparison.Ordinal);

        File.WriteAllBytes(_stimuli[2].Path, before);
        var observer = new RecordingObserver();
        Run(CancellationToken.None, observer);
        Assert.Contains(observer.VerboseLines, line => line.StartsWith("8 of 20 stimuli were there already", StringComparison.Ordinal));
    }

    [Fact]
    public void Extract_AfterAFileThatIsStillToComeWasChanged_GoesOn()
    {
        RunHalf();
        File.Copy(_stimuli[3].Path, _stimuli[19].Path, overwrite: true);
        Assert.Equal(20, Run(CancellationToken.None).StimulusId.Count);
    }

    [Fact]
    public void RequireUnchanged_OfAFinishedRun_ComparesTheFilesOfThoseItAnswered()
    {
        File.WriteAllText(_stimuli[5].Path, "no image");
        Activation[] finished = [Run(CancellationToken.None)];
        ActivationExtractor extractor = Extractor();
        extractor.RequireUnchanged(finished, _stimuli, new RecordingObserver(), CancellationToken.None);
        File.Copy(_stimuli[3].Path, _stimuli[2].Path, overwrite: true);
        var error = Assert.Throws<DnnBrainException>(() => extractor.RequireUnchanged(finished, _stimuli, new RecordingObserver(), CancellationToken.None));
        Assert.Equal("ResumeMismatch", error.ErrorId);
    }

    public new void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
        base.Dispose();
    }

    private ActivationExtractor Extractor() => new(_model, new ExtractionOptions { Layers = ["fc2"], BatchSize = 4 });

    /// <summary>Two batches of five.</summary>
    private void RunHalf()
    {
        using var stop = new CancellationTokenSource();
        using var writer = new ResumableActivationWriter(Target, resume: true);
        Assert.ThrowsAny<OperationCanceledException>(() => Extractor().Extract(_stimuli, writer, new StoppingObserver(8, stop), stop.Token));

        // What is written behind may be dropped when a run is stopped.
        writer.WaitForWriting();
    }

    private Activation Run(CancellationToken token, IRunObserver? observer = null)
    {
        using var writer = new ResumableActivationWriter(Target, resume: true);
        return Extractor().Extract(_stimuli, writer, observer ?? new RecordingObserver(), token).Single();
    }

    private sealed class StoppingObserver(int done, CancellationTokenSource stop) : IRunObserver
    {
        public void Report(RunProgress progress)
        {
            if (progress.Done >= done)
            {
                stop.Cancel();
            }
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }

        public void ItemFailed(DnnBrainException error)
        {
        }
    }
}
