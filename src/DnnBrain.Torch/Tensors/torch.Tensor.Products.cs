using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Matrix product, batched over leading dimensions.</summary>
        /// <param name="other">Right factor.</param>
        public Tensor matmul(Tensor other) => Aten.matmul.Call(this, other);

        /// <summary>Product of two matrices.</summary>
        /// <param name="mat2">Right factor.</param>
        public Tensor mm(Tensor mat2) => Aten.mm.Call(this, mat2);

        /// <summary>Products of two batches of matrices.</summary>
        /// <param name="mat2">Right factors.</param>
        public Tensor bmm(Tensor mat2) => Aten.bmm.Call(this, mat2);

        /// <summary>Product of a matrix and a vector.</summary>
        /// <param name="vec">The vector.</param>
        public Tensor mv(Tensor vec) => Aten.mv.Call(this, vec);

        /// <summary>Inner product of two vectors.</summary>
        /// <param name="tensor">The other vector.</param>
        public Tensor dot(Tensor tensor) => Aten.dot.Call(this, tensor);

        /// <summary>Outer product of two vectors.</summary>
        /// <param name="vec2">The other vector.</param>
        public Tensor outer(Tensor vec2) => Aten.outer.Call(this, vec2);

        /// <summary>beta * this + alpha * (mat1 mat2).</summary>
        /// <param name="mat1">Left factor.</param>
        /// <param name="mat2">Right factor.</param>
        /// <param name="beta">1 when left out.</param>
        /// <param name="alpha">1 when left out.</param>
        public Tensor addmm(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) => Aten.addmm.Call(this, mat1, mat2, beta ?? 1, alpha ?? 1);

        /// <summary>Sum of the main diagonal.</summary>
        public Tensor trace() => Aten.trace.Call(this);
    }
}
