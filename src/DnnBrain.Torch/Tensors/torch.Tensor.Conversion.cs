using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>A copy with memory of its own.</summary>
        public Tensor clone() => Aten.clone.Call(this);

        /// <summary>The values row-major without gaps: the same memory where it is so already.</summary>
        public Tensor contiguous() => Aten.contiguous.Call(this);

        /// <summary>The same memory, outside the record of gradients.</summary>
        public Tensor detach() => Aten.detach.Call(this);

        /// <summary>A second tensor of the same memory, with a life of its own.</summary>
        public Tensor alias() => Aten.alias.Call(this);

        /// <summary>Converted to another dtype; the same memory where it is of that dtype already.</summary>
        /// <param name="dtype">The dtype.</param>
        /// <param name="copy">Copy in any case.</param>
        public Tensor to(ScalarType dtype, bool copy = false) => Aten.to_dtype.Call(this, dtype, false, copy);

        /// <summary>On another device; the same memory where it is there already.</summary>
        /// <param name="device">The device.</param>
        /// <param name="dtype">Converted to this too.</param>
        /// <param name="copy">Copy in any case.</param>
        /// <exception cref="TorchException">LibTorch knows no such device: built without CUDA, say.</exception>
        public Tensor to(Device device, ScalarType? dtype = null, bool copy = false)
            => Aten.to_device.Call(this, device, dtype ?? this.dtype, false, copy);

        /// <summary>In main memory; the same memory where it is there already.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>On the current CUDA device.</summary>
        public Tensor cuda() => to(CUDA);

        /// <summary>Converted to Float32.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>Converted to Float64.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>Converted to Int64.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>Converted to Int32.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>Converted to Byte.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>Converted to Bool.</summary>
        public Tensor @bool() => to(ScalarType.Bool);
    }
}
