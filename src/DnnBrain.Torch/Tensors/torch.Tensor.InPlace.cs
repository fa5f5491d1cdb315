using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Adds alpha times a tensor, in place.</summary>
        /// <param name="other">What is added.</param>
        /// <param name="alpha">Its factor; 1 when left out.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor add_(Tensor other, Scalar? alpha = null) => Aten.add__Tensor.CallInPlace(this, other, alpha ?? 1);

        /// <summary>Adds a number, in place.</summary>
        /// <param name="other">The number.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor add_(Scalar other) => Aten.add__Scalar.CallInPlace(this, other);

        /// <summary>Subtracts alpha times a tensor, in place.</summary>
        /// <param name="other">What is subtracted.</param>
        /// <param name="alpha">Its factor; 1 when left out.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor sub_(Tensor other, Scalar? alpha = null) => Aten.sub__Tensor.CallInPlace(this, other, alpha ?? 1);

        /// <summary>Subtracts a number, in place.</summary>
        /// <param name="other">The number.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor sub_(Scalar other) => Aten.sub__Scalar.CallInPlace(this, other);

        /// <summary>Multiplies by a tensor, in place.</summary>
        /// <param name="other">The factor.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor mul_(Tensor other) => Aten.mul__Tensor.CallInPlace(this, other);

        /// <summary>Multiplies by a number, in place.</summary>
        /// <param name="other">The factor.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor mul_(Scalar other) => Aten.mul__Scalar.CallInPlace(this, other);

        /// <summary>Divides by a tensor, in place.</summary>
        /// <param name="other">The divisor.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor div_(Tensor other) => Aten.div__Tensor.CallInPlace(this, other);

        /// <summary>Divides by a number, in place.</summary>
        /// <param name="other">The divisor.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor div_(Scalar other) => Aten.div__Scalar.CallInPlace(this, other);

        /// <summary>Raises to a power, in place.</summary>
        /// <param name="exponent">The exponent.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.CallInPlace(this, exponent);

        /// <summary>Adds value * tensor1 * tensor2, in place.</summary>
        /// <param name="tensor1">One factor.</param>
        /// <param name="tensor2">The other.</param>
        /// <param name="value">A third; 1 when left out.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Aten.addcmul_.CallInPlace(this, tensor1, tensor2, value ?? 1);

        /// <summary>Adds value * tensor1 / tensor2, in place.</summary>
        /// <param name="tensor1">The numerator.</param>
        /// <param name="tensor2">The denominator.</param>
        /// <param name="value">A factor; 1 when left out.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Aten.addcdiv_.CallInPlace(this, tensor1, tensor2, value ?? 1);

        /// <summary>Takes square roots, in place.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor sqrt_() => Aten.sqrt_.CallInPlace(this);

        /// <summary>Sets negative values to zero, in place.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor relu_() => Aten.relu_.CallInPlace(this);

        /// <summary>Sets all values to zero, in place.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor zero_() => Aten.zero_.CallInPlace(this);

        /// <summary>Sets all values to a number, in place.</summary>
        /// <param name="value">The number.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.CallInPlace(this, value);

        /// <summary>Holds the values within bounds, in place.</summary>
        /// <param name="min">Lower bound, or none.</param>
        /// <param name="max">Upper bound, or none.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.CallInPlace(this, min, max);

        /// <summary>Takes over a tensor's values, converted to this dtype and device, in place.</summary>
        /// <param name="src">The values.</param>
        /// <param name="non_blocking">Do not wait for a device.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor copy_(Tensor src, bool non_blocking = false) => Aten.copy_.CallInPlace(this, src, non_blocking);

        /// <summary>Sets the values where the mask is true, in place.</summary>
        /// <param name="mask">A Bool tensor.</param>
        /// <param name="value">The number.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.CallInPlace(this, mask, value);

        /// <summary>Adds slices of a tensor at chosen indices of a dimension, in place.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">Int64 indices.</param>
        /// <param name="source">What is added.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor index_add_(long dim, Tensor index, Tensor source) => Aten.index_add_.CallInPlace(this, dim, index, source);

        /// <summary>Writes slices of a tensor at chosen indices of a dimension, in place.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">Int64 indices.</param>
        /// <param name="source">What is written.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.CallInPlace(this, dim, index, source);

        /// <summary>Fills with normal random numbers, in place.</summary>
        /// <param name="mean">Their mean.</param>
        /// <param name="std">Their standard deviation.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor normal_(double mean = 0, double std = 1) => Aten.normal_.CallInPlace(this, mean, std);

        /// <summary>Fills with uniform random numbers, in place.</summary>
        /// <param name="from">Lower bound.</param>
        /// <param name="to">Upper bound, not reached.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor uniform_(double from = 0, double to = 1) => Aten.uniform_.CallInPlace(this, from, to);

        /// <summary>Fills with 1 at the probability given, else 0, in place.</summary>
        /// <param name="p">The probability.</param>
        /// <returns>The tensor itself.</returns>
        public Tensor bernoulli_(double p = 0.5) => Aten.bernoulli_.CallInPlace(this, p);
    }
}
