using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Gives the thread's former gradient mode back when disposed, on that thread.</summary>
    public sealed class GradGuard : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private readonly bool _former;
        private bool _disposed;

        internal GradGuard(bool enabled)
        {
            _former = is_grad_enabled();
            NativeMethods.dnb_grad_mode_set(enabled ? 1 : 0);
        }

        /// <summary>Ends the guard.</summary>
        /// <exception cref="InvalidOperationException">Called on another thread than the one that began it.</exception>
        public void Dispose()
        {
            if (_disposed)
                return;
            RequireThread(_thread);
            _disposed = true;
            NativeMethods.dnb_grad_mode_set(_former ? 1 : 0);
        }
    }

    /// <summary>Ends inference mode when disposed, on the thread that began it; the last begun first.</summary>
    public sealed class InferenceGuard : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private nint _guard;

        internal unsafe InferenceGuard()
        {
            nint guard;
            Status.Check(NativeMethods.dnb_inference_mode_begin(&guard));
            _guard = guard;
        }

        /// <summary>Ends the guard.</summary>
        /// <exception cref="InvalidOperationException">Called on another thread than the one that began it.</exception>
        public void Dispose()
        {
            if (_guard == 0)
                return;
            RequireThread(_thread);
            NativeMethods.dnb_inference_mode_end(_guard);
            _guard = 0;
        }
    }

    private static void RequireThread(int thread)
    {
        if (thread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("A scope or guard ends on the thread that began it.");
    }
}
