using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of LibTorch. Names and behaviour are PyTorch's. It owns native memory: dispose it, or
    /// make it inside a <see cref="NewDisposeScope"/>. A disposed tensor answers with <see cref="ObjectDisposedException"/>.
    /// </summary>
    public sealed partial class Tensor : IDisposable
    {
        private readonly TensorHandle _handle;

        internal Tensor(nint handle)
        {
            _handle = new TensorHandle(handle);
            t_scope?.Add(this);
        }

        /// <summary>Sizes along each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                using var hold = new TensorHold(this);
                var sizes = new long[Info(hold).DimensionCount];
                fixed (long* target = sizes)
                    Status.Check(NativeMethods.dnb_tensor_get_layout(hold.Handle, target, null));
                return sizes;
            }
        }

        /// <summary>Elements between neighbours along each dimension.</summary>
        public unsafe long[] stride
        {
            get
            {
                using var hold = new TensorHold(this);
                var strides = new long[Info(hold).DimensionCount];
                fixed (long* target = strides)
                    Status.Check(NativeMethods.dnb_tensor_get_layout(hold.Handle, null, target));
                return strides;
            }
        }

        /// <summary>Number of dimensions.</summary>
        public int ndim => Info().DimensionCount;

        /// <summary>Element type.</summary>
        public ScalarType dtype => (ScalarType)Info().ScalarType;

        /// <summary>Where the values live.</summary>
        public Device device
        {
            get
            {
                NativeTensorInfo info = Info();
                return info is { DeviceType: 0, DeviceIndex: -1 } ? CPU : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>Bytes per element.</summary>
        public int element_size => Info().ElementSize;

        /// <summary>Whether the elements lie row-major without gaps.</summary>
        public bool is_contiguous => Info().IsContiguous != 0;

        /// <summary>Whether the tensor is disposed.</summary>
        public bool IsDisposed => _handle.IsClosed;

        internal TensorHandle SafeHandle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
                return _handle;
            }
        }

        internal DisposeScope? Scope { get; set; }

        internal Tensor? ScopeNext { get; set; }

        internal Tensor? ScopePrevious { get; set; }

        /// <summary>Number of elements.</summary>
        public long numel() => Info().ElementCount;

        /// <summary>Number of dimensions.</summary>
        public long dim() => Info().DimensionCount;

        /// <summary>Size along one dimension.</summary>
        /// <param name="dim">The dimension; negative counts from the last.</param>
        /// <exception cref="ArgumentOutOfRangeException">The tensor has no such dimension.</exception>
        public long size(int dim)
        {
            long[] sizes = shape;
            int index = dim < 0 ? dim + sizes.Length : dim;
            if ((uint)index >= (uint)sizes.Length)
                throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {sizes.Length} dimensions.");
            return sizes[index];
        }

        /// <summary>Gives the tensor to the scope outside its own; without one it is nobody's but the caller's.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            if (Scope is { } scope)
            {
                scope.Remove(this);
                scope.Outer?.Add(this);
            }
            return this;
        }

        /// <summary>Takes the tensor out of every scope; from here on the caller disposes it.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Remove(this);
            return this;
        }

        /// <summary>Gives the memory back, once no other tensor shares it.</summary>
        public void Dispose()
        {
            Scope?.Remove(this);
            _handle.Dispose();
        }

        /// <summary>Element type, shape and device: <c>Float32[2, 3] on cpu</c>.</summary>
        public override string ToString()
            => IsDisposed ? "a disposed tensor" : $"{dtype}[{string.Join(", ", shape)}] on {device}";

        internal NativeTensorInfo Info()
        {
            using var hold = new TensorHold(this);
            return Info(hold);
        }

        private static unsafe NativeTensorInfo Info(in TensorHold hold)
        {
            NativeTensorInfo info;
            Status.Check(NativeMethods.dnb_tensor_get_info(hold.Handle, &info));
            return info;
        }
    }
}
