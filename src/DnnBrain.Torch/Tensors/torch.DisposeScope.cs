namespace DnnBrain.Torch;

public static partial class torch
{
    [ThreadStatic]
    private static DisposeScope? t_scope;

    /// <summary>
    /// Begins a scope on this thread: every tensor made until it is disposed belongs to it and is disposed with it.
    /// Scopes nest. A tensor gets out with <see cref="Tensor.MoveToOuterDisposeScope"/> or
    /// <see cref="Tensor.DetachFromDisposeScope"/>.
    /// </summary>
    public static DisposeScope NewDisposeScope() => t_scope = new DisposeScope(t_scope);

    /// <summary>Owns the tensors made on its thread while it is the innermost scope. See <see cref="NewDisposeScope"/>.</summary>
    public sealed class DisposeScope : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private readonly DisposeScope? _outer;
        private readonly Lock _lock = new();
        private Tensor? _first;
        private bool _disposed;

        internal DisposeScope(DisposeScope? outer) => _outer = outer;

        /// <summary>How many tensors the scope owns now.</summary>
        public int TensorCount { get; private set; }

        internal DisposeScope? Outer => _outer;

        /// <summary>Disposes the scope's tensors, and those of scopes begun inside it and not disposed.</summary>
        /// <exception cref="InvalidOperationException">Called on another thread than the one that began the scope.</exception>
        public void Dispose()
        {
            if (_disposed)
                return;
            RequireThread(_thread);
            while (t_scope is { } scope)
            {
                t_scope = scope._outer;
                scope._disposed = true;
                while (scope._first is { } tensor)
                    tensor.Dispose();
                if (scope == this)
                    break;
            }
        }

        // The tensors form a list through their own fields: joining and leaving take no memory. A lock keeps the list
        // whole where a tensor is disposed on another thread than the scope's.
        internal void Add(Tensor tensor)
        {
            lock (_lock)
            {
                tensor.ScopeNext = _first;
                if (_first is not null)
                    _first.ScopePrevious = tensor;
                _first = tensor;
                tensor.Scope = this;
                TensorCount++;
            }
        }

        internal void Remove(Tensor tensor)
        {
            lock (_lock)
            {
                if (tensor.Scope != this)
                    return;
                if (tensor.ScopePrevious is null)
                    _first = tensor.ScopeNext;
                else
                    tensor.ScopePrevious.ScopeNext = tensor.ScopeNext;
                if (tensor.ScopeNext is not null)
                    tensor.ScopeNext.ScopePrevious = tensor.ScopePrevious;
                tensor.ScopeNext = tensor.ScopePrevious = null;
                tensor.Scope = null;
                TensorCount--;
            }
        }
    }
}
