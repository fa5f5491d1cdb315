using System.Runtime.InteropServices;

namespace DnnBrain.Torch.Interop;

/// <summary>Owns one <c>dnb_tensor</c>.</summary>
internal sealed class TensorHandle : SafeHandle
{
    public TensorHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.dnb_tensor_free(handle);
        return true;
    }
}

/// <summary>Owns one <c>dnb_image</c>.</summary>
internal sealed class ImageHandle : SafeHandle
{
    public ImageHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.dnb_image_free(handle);
        return true;
    }
}
