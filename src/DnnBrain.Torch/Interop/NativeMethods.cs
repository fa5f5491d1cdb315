using System.Runtime.InteropServices;

namespace DnnBrain.Torch.Interop;

/// <summary>The functions of dnnbrain.h. Only those that return at once skip the collector's transition.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = NativeLibraryLoader.LibraryName;

    static NativeMethods() => NativeLibraryLoader.Register();

    [LibraryImport(Library)]
    internal static partial byte* dnb_last_error();

    [LibraryImport(Library)]
    internal static partial byte* dnb_torch_version();

    [LibraryImport(Library)]
    internal static partial int dnb_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial int dnb_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial int dnb_set_num_threads(int count);

    [LibraryImport(Library)]
    internal static partial int dnb_get_num_threads();

    [LibraryImport(Library)]
    internal static partial void dnb_memory_free(nint memory);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_from_memory(
        void* data, long byteCount, long* sizes, int dimensionCount, int scalarType, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_wrap_memory(
        void* data, long byteCount, long* sizes, int dimensionCount, int scalarType,
        delegate* unmanaged<nint, void> release, nint context, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_empty(
        long* sizes, int dimensionCount, int scalarType, int deviceType, int deviceIndex, nint* result);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int dnb_tensor_get_info(nint tensor, NativeTensorInfo* info);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int dnb_tensor_get_layout(nint tensor, long* sizes, long* strides);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_data(nint tensor, nint* data);

    [LibraryImport(Library)]
    internal static partial void dnb_tensor_free(nint tensor);

    [LibraryImport(Library)]
    internal static partial long dnb_tensor_live_count();

    [LibraryImport(Library)]
    internal static partial int dnb_operator_find(byte* name, byte* overload, nint* result);

    [LibraryImport(Library)]
    internal static partial byte* dnb_operator_schema(nint op);

    [LibraryImport(Library)]
    internal static partial int dnb_operator_call(
        nint op, NativeValue* arguments, int argumentCount, NativeValue* results, int resultCapacity, int* resultCount);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_set_requires_grad(nint tensor, int requiresGrad);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_grad(nint tensor, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_tensor_backward(nint tensor, nint gradient, int retainGraph, int createGraph);

    [LibraryImport(Library)]
    internal static partial int dnb_autograd_grad(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* outputGradients,
        int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library)]
    internal static partial int dnb_grad_mode_get();

    [LibraryImport(Library)]
    internal static partial void dnb_grad_mode_set(int enabled);

    [LibraryImport(Library)]
    internal static partial int dnb_inference_mode_begin(nint* guard);

    [LibraryImport(Library)]
    internal static partial void dnb_inference_mode_end(nint guard);

    [LibraryImport(Library)]
    internal static partial int dnb_image_identify(byte* bytes, long byteCount, NativeImageHeader* header);

    [LibraryImport(Library)]
    internal static partial int dnb_image_decode(byte* bytes, long byteCount, int applyOrientation, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_image_from_pixels(byte* pixels, long byteCount, int width, int height, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_image_size(nint image, int* width, int* height);

    [LibraryImport(Library)]
    internal static partial int dnb_image_pixels(nint image, nint* pixels);

    [LibraryImport(Library)]
    internal static partial int dnb_image_defect(nint image, byte** text);

    [LibraryImport(Library)]
    internal static partial int dnb_image_encode_png(nint image, nint* png, long* byteCount);

    [LibraryImport(Library)]
    internal static partial int dnb_image_resize(nint image, int width, int height, int filter, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_image_crop(nint image, int left, int top, int width, int height, nint* result);

    [LibraryImport(Library)]
    internal static partial int dnb_image_to_planar(
        nint image, float* mean, float* deviation, float* destination, long destinationCount);

    [LibraryImport(Library)]
    internal static partial void dnb_image_free(nint image);

    [LibraryImport(Library)]
    internal static partial long dnb_image_live_count();
}
