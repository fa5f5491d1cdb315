namespace DnnBrain.Core.Tests;

/// <summary>Keeps what a computation reports.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    public List<string> Warnings { get; } = [];

    public List<string> VerboseLines { get; } = [];

    public List<DnnBrainException> Failures { get; } = [];

    public RunProgress? Latest { get; private set; }

    public void Report(RunProgress progress) => Latest = progress;

    public void Verbose(string message) => VerboseLines.Add(message);

    public void Warning(string message) => Warnings.Add(message);

    public void ItemFailed(DnnBrainException error) => Failures.Add(error);
}
