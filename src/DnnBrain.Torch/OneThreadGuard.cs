namespace DnnBrain.Torch;

/// <summary>Made by <see cref="torch.one_thread_a_call"/>.</summary>
public sealed class OneThreadGuard : IDisposable
{
    private bool _isDisposed;

    internal OneThreadGuard() => BlasThreads.Enter();

    /// <summary>Gives the threads back, when it is the last of its kind.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            BlasThreads.Leave();
        }
    }
}
