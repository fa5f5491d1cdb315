using System.Runtime.InteropServices;

namespace DnnBrain.Torch.Interop;

/// <summary>Kinds of <see cref="NativeValue"/>: <c>dnb_value_kind</c> of dnnbrain.h.</summary>
internal enum NativeValueKind
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    String = 5,
    IntList = 6,
    DoubleList = 7,
    BoolList = 8,
    TensorList = 9,
    Device = 10,
}

/// <summary>One argument or result of an operator: <c>dnb_value</c> of dnnbrain.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] public NativeValueKind Kind;
    [FieldOffset(4)] public int Length;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Real;
    [FieldOffset(8)] public nint Pointer;
}

/// <summary><c>dnb_tensor_info</c> of dnnbrain.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTensorInfo
{
    public long ElementCount;
    public int DimensionCount;
    public int ScalarType;
    public int ElementSize;
    public int DeviceType;
    public int DeviceIndex;
    public int IsContiguous;
    public int RequiresGrad;
    public int IsLeaf;
}

/// <summary><c>dnb_image_header</c> of dnnbrain.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeImageHeader
{
    public long Width;
    public long Height;
    public int Format;
    public int Orientation;
}
