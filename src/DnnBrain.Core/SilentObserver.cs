namespace DnnBrain;

/// <summary>Keeps nothing but throws on a failed item: for callers that want every item or none.</summary>
public sealed class SilentObserver : IRunObserver
{
    private SilentObserver()
    {
    }

    /// <summary>The one instance.</summary>
    public static SilentObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Verbose(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message)
    {
    }

    /// <summary>Throws <paramref name="error"/>.</summary>
    public void ItemFailed(DnnBrainException error) => throw error;
}
