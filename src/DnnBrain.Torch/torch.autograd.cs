using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Gradients on request.</summary>
    public static class autograd
    {
        /// <summary>Gradients of the sum of the outputs with respect to the inputs; nobody's <c>grad</c> changes.</summary>
        /// <param name="outputs">What is differentiated; single elements where no weights are given.</param>
        /// <param name="inputs">With respect to what: tensors that require gradients.</param>
        /// <param name="grad_outputs">Weights of the outputs' elements, one tensor for each output; none means ones.</param>
        /// <param name="retain_graph">Keep the record for another call.</param>
        /// <param name="create_graph">Record the computation of the gradients too, for second derivatives.</param>
        /// <param name="allow_unused">Give null for an input the outputs do not depend on, instead of an error.</param>
        /// <exception cref="TorchException">LibTorch refused, e.g. because an input takes no part.</exception>
        /// <exception cref="ArgumentException">The number of weights is not the number of outputs.</exception>
        public static unsafe Tensor?[] grad(
            ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> grad_outputs = default,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            if (grad_outputs.Length != 0 && grad_outputs.Length != outputs.Length)
                throw new ArgumentException($"{outputs.Length} outputs need as many weights, not {grad_outputs.Length}.", nameof(grad_outputs));
            using var heldOutputs = new TensorHolds(outputs);
            using var heldInputs = new TensorHolds(inputs);
            using var heldWeights = new TensorHolds(grad_outputs);
            var results = new nint[inputs.Length];
            fixed (nint* from = heldOutputs.Handles)
            fixed (nint* to = heldInputs.Handles)
            fixed (nint* weights = heldWeights.Handles)
            fixed (nint* target = results)
            {
                Status.Check(NativeMethods.dnb_autograd_grad(
                    from, outputs.Length, to, inputs.Length, grad_outputs.Length == 0 ? null : weights,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, target));
            }
            return Array.ConvertAll(results, handle => handle == 0 ? null : new Tensor(handle));
        }
    }
}
