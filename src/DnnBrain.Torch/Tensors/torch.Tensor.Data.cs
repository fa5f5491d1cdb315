using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The values of a contiguous tensor in main memory, without a copy, row-major. The span must not be used
        /// after the tensor is disposed; keep the tensor in a variable, as a temporary may be collected.
        /// </summary>
        /// <typeparam name="T">The type that holds the tensor's dtype, e.g. float for Float32.</typeparam>
        /// <exception cref="InvalidOperationException">Other dtype, other device, not contiguous, or too long for a span.</exception>
        public ReadOnlySpan<T> AsReadOnlySpan<T>()
            where T : unmanaged => AsSpan<T>();

        /// <summary>As <see cref="AsReadOnlySpan{T}"/>, to write into.</summary>
        /// <typeparam name="T">The type that holds the tensor's dtype, e.g. float for Float32.</typeparam>
        /// <exception cref="InvalidOperationException">Other dtype, other device, not contiguous, or too long for a span.</exception>
        public unsafe Span<T> AsSpan<T>()
            where T : unmanaged
        {
            using var hold = new TensorHold(this);
            NativeTensorInfo info = Info(hold);
            RequireType<T>(info);
            if (info.DeviceType != (int)DeviceType.CPU)
                throw new InvalidOperationException($"The tensor lies on {device}; copy it with cpu() first.");
            if (info.IsContiguous == 0)
                throw new InvalidOperationException("The tensor's elements have gaps; make it contiguous() first.");
            if (info.ElementCount > int.MaxValue)
                throw new InvalidOperationException($"{info.ElementCount} elements are more than a span holds; take parts of the tensor.");
            nint data;
            Status.Check(NativeMethods.dnb_tensor_data(hold.Handle, &data));
            return new Span<T>((void*)data, (int)info.ElementCount);
        }

        /// <summary>Copies the values, row-major, from any device and layout.</summary>
        /// <param name="destination">As many elements as the tensor has.</param>
        /// <typeparam name="T">The type that holds the tensor's dtype, e.g. float for Float32.</typeparam>
        /// <exception cref="ArgumentException">The destination has another length.</exception>
        /// <exception cref="InvalidOperationException">The tensor has another dtype.</exception>
        public void CopyTo<T>(Span<T> destination)
            where T : unmanaged
        {
            NativeTensorInfo info = Info();
            RequireType<T>(info);
            if (destination.Length != info.ElementCount)
                throw new ArgumentException($"The tensor has {info.ElementCount} elements, the destination {destination.Length}.", nameof(destination));
            if (info is { DeviceType: (int)DeviceType.CPU, IsContiguous: not 0 })
            {
                AsReadOnlySpan<T>().CopyTo(destination);
                GC.KeepAlive(this);
                return;
            }
            using Tensor near = cpu();
            using Tensor dense = near.contiguous();
            dense.AsReadOnlySpan<T>().CopyTo(destination);
            GC.KeepAlive(dense);
        }

        /// <summary>The values, row-major, from any device and layout.</summary>
        /// <typeparam name="T">The type that holds the tensor's dtype, e.g. float for Float32.</typeparam>
        /// <exception cref="InvalidOperationException">The tensor has another dtype.</exception>
        public T[] ToArray<T>()
            where T : unmanaged
        {
            NativeTensorInfo info = Info();
            RequireType<T>(info);
            var values = new T[info.ElementCount];
            CopyTo<T>(values);
            return values;
        }

        /// <summary>The value of a tensor with one element.</summary>
        /// <typeparam name="T">The type that holds the tensor's dtype, e.g. float for Float32.</typeparam>
        /// <exception cref="InvalidOperationException">The tensor has another dtype or not one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            NativeTensorInfo info = Info();
            if (info.ElementCount != 1)
                throw new InvalidOperationException($"item() is for one element; the tensor has {info.ElementCount}.");
            T value = default;
            CopyTo(new Span<T>(ref value));
            return value;
        }

        private static void RequireType<T>(in NativeTensorInfo info)
            where T : unmanaged
        {
            ScalarType asked = ScalarTypeOf<T>();
            if ((int)asked != info.ScalarType)
                throw new InvalidOperationException($"The tensor holds {(ScalarType)info.ScalarType}, not {asked}; convert it with to().");
        }
    }
}
