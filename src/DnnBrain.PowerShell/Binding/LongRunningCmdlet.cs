using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Formats.Checkpoint;

namespace DnnBrain.PowerShell.Binding;

/// <summary>
/// Runs the core's long computations on a worker thread, while the pipeline's thread writes what they report and answers
/// Ctrl+C.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LongRunningCmdlet : DnnBrainCmdlet, IDisposable
{
    /// <summary>Ctrl+C must take effect within 200 ms; work that has not ended by then ends behind the prompt.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Runs <paramref name="work"/> to its end; its failure ends the cmdlet.</summary>
    /// <remarks>
    /// Verbose lines, warnings and failed items are written in the order in which they were reported; progress appears only
    /// when the work takes longer than a second.
    /// </remarks>
    protected T Run<T>(Func<IRunObserver, CancellationToken, T> work) => Require(() => RunForItem(work));

    /// <summary>As <see cref="Run"/>, for one item of several: its failure is thrown, for <see cref="DnnBrainCmdlet.TryItem"/>.</summary>
    protected T RunForItem<T>(Func<IRunObserver, CancellationToken, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var channel = new RunChannel();
        CancellationToken token = _stop.Token;
        Task<T> task = Task.Run(
            () =>
            {
                try
                {
                    return work(channel, token);
                }
                finally
                {
                    channel.Complete();
                }
            },
            CancellationToken.None);
        var progress = new ProgressDisplay(this);
        bool finished = false;
        try
        {
            while (channel.Wait(ProgressDisplay.Interval, token, out Action<PSCmdlet>? message))
            {
                message?.Invoke(this);
                progress.Show(channel.Latest);
            }

            finished = true;
            return task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (_stop.IsCancellationRequested && e is OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            progress.Close();
            if (!finished)
            {
                _stop.Cancel();
                Task.WaitAny([task], s_patience);
            }
        }
    }

    /// <summary>The file in which resampling that is stopped keeps what it has; null for none. A file that cannot be used ends the cmdlet.</summary>
    protected CheckpointFile? OpenCheckpoint(string? path) =>
        path is null ? null : Require(() => new CheckpointFile(ResolveUnresolved(path)), path);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }
}
