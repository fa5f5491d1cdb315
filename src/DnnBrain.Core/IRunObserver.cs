namespace DnnBrain;

/// <summary>
/// What a long computation tells about itself while it runs. Calls may come from any thread and must return at once.
/// </summary>
public interface IRunObserver
{
    /// <summary>How far the computation is. Cheap enough to be called for every batch.</summary>
    void Report(RunProgress progress);

    /// <summary>One line on a finished stage: counts, shapes, device, time.</summary>
    void Verbose(string message);

    /// <summary>Something that changes how the result should be read, for example a constant pattern.</summary>
    void Warning(string message);

    /// <summary>One item failed; the others go on.</summary>
    void ItemFailed(DnnBrainException error);
}
