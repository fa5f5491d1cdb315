using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for <see cref="backward"/>.</summary>
        public bool requires_grad
        {
            get => Info().RequiresGrad != 0;
            set => requires_grad_(value);
        }

        /// <summary>Whether the tensor was made by the user, not by a recorded operation.</summary>
        public bool is_leaf => Info().IsLeaf != 0;

        /// <summary>The accumulated gradient: a new reference to it, to be disposed; null where there is none.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                using var hold = new TensorHold(this);
                nint result;
                Status.Check(NativeMethods.dnb_tensor_grad(hold.Handle, &result));
                return result == 0 ? null : new Tensor(result);
            }
        }

        /// <summary>Asks for a gradient, or not.</summary>
        /// <param name="requires_grad">Whether.</param>
        /// <returns>The tensor itself.</returns>
        /// <exception cref="TorchException">The dtype has no gradients, or the tensor is not a leaf.</exception>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            using var hold = new TensorHold(this);
            Status.Check(NativeMethods.dnb_tensor_set_requires_grad(hold.Handle, requires_grad ? 1 : 0));
            return this;
        }

        /// <summary>Adds the gradient of this tensor to <see cref="grad"/> of every leaf it was computed from.</summary>
        /// <param name="gradient">Weights of this tensor's elements; may be left out for a single element.</param>
        /// <param name="retain_graph">Keep the record for another call.</param>
        /// <param name="create_graph">Record the computation of the gradients too.</param>
        public void backward(Tensor? gradient = null, bool retain_graph = false, bool create_graph = false)
        {
            using var hold = new TensorHold(this);
            if (gradient is null)
            {
                Status.Check(NativeMethods.dnb_tensor_backward(hold.Handle, 0, retain_graph ? 1 : 0, create_graph ? 1 : 0));
                return;
            }
            using var weights = new TensorHold(gradient);
            Status.Check(NativeMethods.dnb_tensor_backward(hold.Handle, weights.Handle, retain_graph ? 1 : 0, create_graph ? 1 : 0));
        }

        /// <summary>Sets the accumulated gradient to zero, where there is one.</summary>
        public void zero_grad()
        {
            using Tensor? gradient = grad;
            if (gradient is null)
                return;
            using (no_grad())
                gradient.zero_();
        }
    }
}
