namespace DnnBrain.Torch.Interop;

/// <summary>Keeps an image's native side alive for the length of a call, whatever other threads dispose.</summary>
internal readonly ref struct ImageHold
{
    private readonly ImageHandle _handle;

    internal ImageHold(ImageHandle handle)
    {
        bool held = false;
        handle.DangerousAddRef(ref held);
        _handle = handle;
    }

    internal nint Handle => _handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}
