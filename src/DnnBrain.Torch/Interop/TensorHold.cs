namespace DnnBrain.Torch.Interop;

/// <summary>Keeps a tensor's native side alive for the length of a call, whatever other threads dispose.</summary>
internal readonly ref struct TensorHold
{
    private readonly TensorHandle _handle;

    internal TensorHold(torch.Tensor tensor)
    {
        TensorHandle handle = tensor.SafeHandle;
        bool held = false;
        handle.DangerousAddRef(ref held);
        _handle = handle;
    }

    internal nint Handle => _handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}
