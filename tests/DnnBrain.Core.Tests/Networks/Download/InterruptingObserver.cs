namespace DnnBrain.Core.Tests.Networks.Download;

/// <summary>Does something in the middle of a run: whenever it reports progress.</summary>
internal sealed class InterruptingObserver(Action interrupt) : IRunObserver
{
    public void Report(RunProgress progress) => interrupt();

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
