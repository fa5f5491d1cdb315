namespace DnnBrain.Torch.Interop;

/// <summary>Keeps the native sides of several tensors alive for the length of a call.</summary>
internal readonly ref struct TensorHolds
{
    private readonly TensorHandle?[] _held;

    internal TensorHolds(ReadOnlySpan<torch.Tensor> tensors)
    {
        _held = new TensorHandle?[tensors.Length];
        var handles = new nint[tensors.Length];
        try
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                TensorHandle handle = tensors[i].SafeHandle;
                bool held = false;
                handle.DangerousAddRef(ref held);
                _held[i] = handle;
                handles[i] = handle.DangerousGetHandle();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        Handles = handles;
    }

    internal nint[] Handles { get; }

    public void Dispose()
    {
        foreach (TensorHandle? handle in _held)
            handle?.DangerousRelease();
    }
}
