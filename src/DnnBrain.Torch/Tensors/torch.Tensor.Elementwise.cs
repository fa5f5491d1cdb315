using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The values with their sign changed.</summary>
        public Tensor neg() => Aten.neg.Call(this);

        /// <summary>Absolute values.</summary>
        public Tensor abs() => Aten.abs.Call(this);

        /// <summary>-1, 0 or 1.</summary>
        public Tensor sign() => Aten.sign.Call(this);

        /// <summary>Square roots; NaN below zero.</summary>
        public Tensor sqrt() => Aten.sqrt.Call(this);

        /// <summary>Reciprocals of the square roots.</summary>
        public Tensor rsqrt() => Aten.rsqrt.Call(this);

        /// <summary>Squares.</summary>
        public Tensor square() => Aten.square.Call(this);

        /// <summary>Reciprocals.</summary>
        public Tensor reciprocal() => Aten.reciprocal.Call(this);

        /// <summary>e to the power of the values.</summary>
        public Tensor exp() => Aten.exp.Call(this);

        /// <summary>exp(x) - 1, exact for small x.</summary>
        public Tensor expm1() => Aten.expm1.Call(this);

        /// <summary>Natural logarithms; NaN below zero.</summary>
        public Tensor log() => Aten.log.Call(this);

        /// <summary>log(1 + x), exact for small x.</summary>
        public Tensor log1p() => Aten.log1p.Call(this);

        /// <summary>Logarithms to base 2.</summary>
        public Tensor log2() => Aten.log2.Call(this);

        /// <summary>Logarithms to base 10.</summary>
        public Tensor log10() => Aten.log10.Call(this);

        /// <summary>Sines.</summary>
        public Tensor sin() => Aten.sin.Call(this);

        /// <summary>Cosines.</summary>
        public Tensor cos() => Aten.cos.Call(this);

        /// <summary>Hyperbolic tangents.</summary>
        public Tensor tanh() => Aten.tanh.Call(this);

        /// <summary>Inverse hyperbolic tangents.</summary>
        public Tensor atanh() => Aten.atanh.Call(this);

        /// <summary>Error function.</summary>
        public Tensor erf() => Aten.erf.Call(this);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public Tensor sigmoid() => Aten.sigmoid.Call(this);

        /// <summary>max(x, 0).</summary>
        public Tensor relu() => Aten.relu.Call(this);

        /// <summary>Largest integers not above.</summary>
        public Tensor floor() => Aten.floor.Call(this);

        /// <summary>Smallest integers not below.</summary>
        public Tensor ceil() => Aten.ceil.Call(this);

        /// <summary>Nearest integers, halves to even.</summary>
        public Tensor round() => Aten.round.Call(this);

        /// <summary>Integer parts.</summary>
        public Tensor trunc() => Aten.trunc.Call(this);

        /// <summary>Softmax along a dimension.</summary>
        /// <param name="dim">The dimension whose exponentials sum to 1.</param>
        /// <param name="dtype">Convert to this first.</param>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax.Call(this, dim, dtype);

        /// <summary>Logarithm of the softmax along a dimension.</summary>
        /// <param name="dim">The dimension whose exponentials sum to 1.</param>
        /// <param name="dtype">Convert to this first.</param>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax.Call(this, dim, dtype);
    }
}
