using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>A tensor of no dimensions: Float32.</summary>
    /// <param name="value">Its value.</param>
    public static Tensor tensor(float value) => tensor([value], []);

    /// <summary>A tensor of no dimensions: Float64.</summary>
    /// <param name="value">Its value.</param>
    public static Tensor tensor(double value) => tensor([value], []);

    /// <summary>A tensor of no dimensions: Int64.</summary>
    /// <param name="value">Its value.</param>
    public static Tensor tensor(long value) => tensor([value], []);

    /// <summary>A copy of the values as a tensor of one dimension; the dtype is the one that holds a <typeparamref name="T"/>.</summary>
    /// <param name="values">The values.</param>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    public static Tensor tensor<T>(ReadOnlySpan<T> values)
        where T : unmanaged => tensor(values, [values.Length]);

    /// <summary>A copy of row-major values; the dtype is the one that holds a <typeparamref name="T"/>.</summary>
    /// <param name="values">The values, as many as the shape asks for.</param>
    /// <param name="shape">Sizes; none makes a tensor of no dimensions and one value.</param>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <exception cref="TorchException">The shape asks for another number of values.</exception>
    public static unsafe Tensor tensor<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        int type = (int)ScalarTypeOf<T>();
        fixed (T* data = values)
        fixed (long* sizes = shape)
        {
            nint result;
            Status.Check(NativeMethods.dnb_tensor_from_memory(
                data, (long)values.Length * sizeof(T), sizes, shape.Length, type, &result));
            return new Tensor(result);
        }
    }

    /// <summary>A copy of an array of any rank; its shape becomes the tensor's.</summary>
    /// <param name="values">An array of byte, sbyte, short, int, long, Half, float, double or bool.</param>
    /// <exception cref="NotSupportedException">No tensor holds such elements.</exception>
    public static Tensor from_array(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Span<long> shape = stackalloc long[values.Rank];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = values.GetLongLength(i);
        return values.GetType().GetElementType() switch
        {
            var type when type == typeof(float) => Copy<float>(values, shape),
            var type when type == typeof(double) => Copy<double>(values, shape),
            var type when type == typeof(long) => Copy<long>(values, shape),
            var type when type == typeof(int) => Copy<int>(values, shape),
            var type when type == typeof(byte) => Copy<byte>(values, shape),
            var type when type == typeof(bool) => Copy<bool>(values, shape),
            var type when type == typeof(short) => Copy<short>(values, shape),
            var type when type == typeof(sbyte) => Copy<sbyte>(values, shape),
            var type when type == typeof(Half) => Copy<Half>(values, shape),
            var type => throw new NotSupportedException($"No tensor holds elements of type {type}."),
        };
    }

    /// <summary>
    /// Looks at memory without copying it: the array behind it is pinned until the last tensor that shares it is gone.
    /// What is written to the one is seen in the other.
    /// </summary>
    /// <param name="memory">Row-major values.</param>
    /// <param name="shape">Sizes.</param>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <exception cref="TorchException">The shape asks for another number of values.</exception>
    public static unsafe Tensor from_memory<T>(Memory<T> memory, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        int type = (int)ScalarTypeOf<T>();
        var pin = new Pin(memory.Pin());
        fixed (long* sizes = shape)
        {
            nint result;
            Status.Check(NativeMethods.dnb_tensor_wrap_memory(
                pin.Pointer, (long)memory.Length * sizeof(T), sizes, shape.Length, type, &Unpin, pin.Context, &result));
            return new Tensor(result);
        }
    }

    /// <summary>Zeros.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    /// <param name="requires_grad">Whether to record for gradients.</param>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Recording(Aten.zeros.Call(size, dtype, OperatorArgument.None, device), requires_grad);

    /// <summary>Ones.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    /// <param name="requires_grad">Whether to record for gradients.</param>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Recording(Aten.ones.Call(size, dtype, OperatorArgument.None, device), requires_grad);

    /// <summary>Memory whose values are yet to be set.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    public static unsafe Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null)
    {
        Device place = device ?? CPU;
        fixed (long* sizes = size)
        {
            nint result;
            Status.Check(NativeMethods.dnb_tensor_empty(
                sizes, size.Length, (int)(dtype ?? ScalarType.Float32), (int)place.type, place.index, &result));
            return new Tensor(result);
        }
    }

    /// <summary>One number throughout.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="value">The number.</param>
    /// <param name="dtype">When left out, that of the number: Int64, Float32 or Bool.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null)
        => Aten.full.Call(size, value, dtype, OperatorArgument.None, device);

    /// <summary>0, 1, … up to, not including, the end.</summary>
    /// <param name="end">The end.</param>
    /// <param name="dtype">When left out, Int64 for integers, else Float32.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor arange(Scalar end, ScalarType? dtype = null, Device? device = null) => arange(0, end, 1, dtype, device);

    /// <summary>Equally spaced values from a start up to, not including, an end.</summary>
    /// <param name="start">First value.</param>
    /// <param name="end">The end.</param>
    /// <param name="step">Distance.</param>
    /// <param name="dtype">When left out, Int64 for integers, else Float32.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor arange(Scalar start, Scalar end, Scalar step, ScalarType? dtype = null, Device? device = null)
        => Aten.arange.Call(start, end, step, dtype, OperatorArgument.None, device);

    /// <summary>A number of equally spaced values, both ends among them.</summary>
    /// <param name="start">First value.</param>
    /// <param name="end">Last value.</param>
    /// <param name="steps">How many.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null)
        => Aten.linspace.Call(start, end, steps, dtype, OperatorArgument.None, device);

    /// <summary>The unit matrix.</summary>
    /// <param name="n">Rows and columns.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor eye(long n, ScalarType? dtype = null, Device? device = null)
        => Aten.eye.Call(n, dtype, OperatorArgument.None, device);

    /// <summary>Standard normal random numbers.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    /// <param name="requires_grad">Whether to record for gradients.</param>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Recording(Aten.randn.Call(size, dtype, OperatorArgument.None, device), requires_grad);

    /// <summary>Uniform random numbers from 0 up to, not including, 1.</summary>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Float32 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    /// <param name="requires_grad">Whether to record for gradients.</param>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Recording(Aten.rand.Call(size, dtype, OperatorArgument.None, device), requires_grad);

    /// <summary>Random integers.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">One above the largest.</param>
    /// <param name="size">Sizes.</param>
    /// <param name="dtype">Int64 when left out.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor randint(long low, long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null)
        => Aten.randint.Call(low, high, size, dtype ?? ScalarType.Int64, OperatorArgument.None, device);

    /// <summary>The numbers 0 … n - 1 in random order: Int64.</summary>
    /// <param name="n">How many.</param>
    /// <param name="device">Main memory when left out.</param>
    public static Tensor randperm(long n, Device? device = null)
        => Aten.randperm.Call(n, ScalarType.Int64, OperatorArgument.None, device);

    private static Tensor Copy<T>(Array values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ref byte data = ref MemoryMarshal.GetArrayDataReference(values);
        return tensor(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref data), values.Length), shape);
    }

    private static Tensor Recording(Tensor tensor, bool requires_grad)
    {
        if (!requires_grad)
            return tensor;
        try
        {
            return tensor.requires_grad_();
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint context)
    {
        GCHandle handle = GCHandle.FromIntPtr(context);
        ((Pin)handle.Target!).Release();
        handle.Free();
    }

    /// <summary>A pin, kept reachable by a handle that the native side holds as its context.</summary>
    private sealed unsafe class Pin
    {
        private MemoryHandle _memory;

        internal Pin(MemoryHandle memory)
        {
            _memory = memory;
            Context = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        }

        internal nint Context { get; }

        internal void* Pointer => _memory.Pointer;

        internal void Release() => _memory.Dispose();
    }
}
