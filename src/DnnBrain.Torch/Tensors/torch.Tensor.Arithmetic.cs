using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Sum, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator +(Tensor left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.add(right);
        }

        /// <summary>Sum, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator +(Tensor left, Scalar right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.add(right);
        }

        /// <summary>Sum, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator +(Scalar left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(right);
            return right.add(left);
        }

        /// <summary>Difference, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator -(Tensor left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.sub(right);
        }

        /// <summary>Difference, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator -(Tensor left, Scalar right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.sub(right);
        }

        /// <summary>Difference, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator -(Scalar left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(right);
            return Aten.rsub_Scalar.Call(right, left);
        }

        /// <summary>Product, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator *(Tensor left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.mul(right);
        }

        /// <summary>Product, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator *(Tensor left, Scalar right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.mul(right);
        }

        /// <summary>Product, element by element with broadcasting.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator *(Scalar left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(right);
            return right.mul(left);
        }

        /// <summary>Quotient, element by element with broadcasting; integers give a real quotient.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator /(Tensor left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.div(right);
        }

        /// <summary>Quotient, element by element with broadcasting; integers give a real quotient.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator /(Tensor left, Scalar right)
        {
            ArgumentNullException.ThrowIfNull(left);
            return left.div(right);
        }

        /// <summary>Quotient, element by element with broadcasting; integers give a real quotient.</summary>
        /// <param name="left">Left operand.</param>
        /// <param name="right">Right operand.</param>
        public static Tensor operator /(Scalar left, Tensor right)
        {
            ArgumentNullException.ThrowIfNull(right);
            using Tensor inverse = right.reciprocal();
            return inverse.mul(left);
        }

        /// <summary>The tensor with its sign changed.</summary>
        /// <param name="value">The tensor.</param>
        public static Tensor operator -(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return value.neg();
        }

        /// <summary>Sum with a tensor, which is multiplied by <paramref name="alpha"/> first.</summary>
        /// <param name="other">What is added.</param>
        /// <param name="alpha">Its factor; 1 when left out.</param>
        public Tensor add(Tensor other, Scalar? alpha = null) => Aten.add_Tensor.Call(this, other, alpha ?? 1);

        /// <summary>Sum with a number.</summary>
        /// <param name="other">What is added.</param>
        public Tensor add(Scalar other) => Aten.add_Scalar.Call(this, other);

        /// <summary>Difference from a tensor, which is multiplied by <paramref name="alpha"/> first.</summary>
        /// <param name="other">What is subtracted.</param>
        /// <param name="alpha">Its factor; 1 when left out.</param>
        public Tensor sub(Tensor other, Scalar? alpha = null) => Aten.sub_Tensor.Call(this, other, alpha ?? 1);

        /// <summary>Difference from a number.</summary>
        /// <param name="other">What is subtracted.</param>
        public Tensor sub(Scalar other) => Aten.sub_Scalar.Call(this, other);

        /// <summary>Product with a tensor, with broadcasting.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor mul(Tensor other) => Aten.mul_Tensor.Call(this, other);

        /// <summary>Product with a number.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor mul(Scalar other) => Aten.mul_Scalar.Call(this, other);

        /// <summary>Quotient with a tensor, with broadcasting.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor div(Tensor other) => Aten.div_Tensor.Call(this, other);

        /// <summary>Quotient with a number.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor div(Scalar other) => Aten.div_Scalar.Call(this, other);

        /// <summary>Power with a number as exponent.</summary>
        /// <param name="exponent">The exponent.</param>
        public Tensor pow(Scalar exponent) => Aten.pow_Scalar.Call(this, exponent);

        /// <summary>Power with a tensor of exponents, with broadcasting.</summary>
        /// <param name="exponent">The exponents.</param>
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor.Call(this, exponent);

        /// <summary>Values held within bounds; NaN stays NaN.</summary>
        /// <param name="min">Lower bound, or none.</param>
        /// <param name="max">Upper bound, or none.</param>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Call(this, min, max);
    }
}
