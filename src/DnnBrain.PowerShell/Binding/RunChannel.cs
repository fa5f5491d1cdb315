using System.Collections.Concurrent;
using System.Management.Automation;
using DnnBrain.PowerShell.Errors;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Carries reports from worker threads to the pipeline's thread, the only one that may write.</summary>
internal sealed class RunChannel : IRunObserver, IDisposable
{
    private readonly BlockingCollection<Action<PSCmdlet>> _messages = [];
    private readonly Lock _gate = new();
    private RunProgress? _latest;
    private bool _disposed;

    /// <summary>The latest progress: older reports are of no interest to anybody.</summary>
    public RunProgress? Latest
    {
        get
        {
            lock (_gate)
            {
                return _latest;
            }
        }
    }

    public void Report(RunProgress progress)
    {
        lock (_gate)
        {
            _latest = progress;
        }
    }

    public void Verbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(message));

    public void Warning(string message) => Post(cmdlet => cmdlet.WriteWarning(message));

    public void ItemFailed(DnnBrainException error) => Post(cmdlet => cmdlet.WriteError(error.ToErrorRecord()));

    /// <summary>Says that nothing more will be reported.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _messages.CompleteAdding();
            }
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>False when all has been reported; true with null when the time is over.</returns>
    public bool Wait(TimeSpan time, CancellationToken token, out Action<PSCmdlet>? message) =>
        _messages.TryTake(out message, (int)time.TotalMilliseconds, token) || !_messages.IsCompleted;

    /// <summary>Reports of work that outlives the cmdlet (after Ctrl+C) go nowhere from here on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _messages.Dispose();
        }
    }

    private void Post(Action<PSCmdlet> message)
    {
        lock (_gate)
        {
            if (!_disposed && !_messages.IsAddingCompleted)
            {
                _messages.Add(message);
            }
        }
    }
}
