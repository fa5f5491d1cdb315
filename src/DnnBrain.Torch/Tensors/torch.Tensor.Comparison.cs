using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Where the values are equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor eq(Tensor other) => Aten.eq_Tensor.Call(this, other);

        /// <summary>Where the values are equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor eq(Scalar other) => Aten.eq_Scalar.Call(this, other);

        /// <summary>Where the values are not equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor ne(Tensor other) => Aten.ne_Tensor.Call(this, other);

        /// <summary>Where the values are not equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor ne(Scalar other) => Aten.ne_Scalar.Call(this, other);

        /// <summary>Where the values are less: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor lt(Tensor other) => Aten.lt_Tensor.Call(this, other);

        /// <summary>Where the values are less: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor lt(Scalar other) => Aten.lt_Scalar.Call(this, other);

        /// <summary>Where the values are less or equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor le(Tensor other) => Aten.le_Tensor.Call(this, other);

        /// <summary>Where the values are less or equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor le(Scalar other) => Aten.le_Scalar.Call(this, other);

        /// <summary>Where the values are greater: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor gt(Tensor other) => Aten.gt_Tensor.Call(this, other);

        /// <summary>Where the values are greater: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor gt(Scalar other) => Aten.gt_Scalar.Call(this, other);

        /// <summary>Where the values are greater or equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor ge(Tensor other) => Aten.ge_Tensor.Call(this, other);

        /// <summary>Where the values are greater or equal: a Bool tensor.</summary>
        /// <param name="other">Compared with.</param>
        public Tensor ge(Scalar other) => Aten.ge_Scalar.Call(this, other);

        /// <summary>Where the values are NaN: a Bool tensor.</summary>
        public Tensor isnan() => Aten.isnan.Call(this);

        /// <summary>Where the values are neither NaN nor infinite: a Bool tensor.</summary>
        public Tensor isfinite() => Aten.isfinite.Call(this);

        /// <summary>Where the values are zero: a Bool tensor.</summary>
        public Tensor logical_not() => Aten.logical_not.Call(this);

        /// <summary>Where both values are nonzero: a Bool tensor.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor logical_and(Tensor other) => Aten.logical_and.Call(this, other);

        /// <summary>Where a value is nonzero: a Bool tensor.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor logical_or(Tensor other) => Aten.logical_or.Call(this, other);

        /// <summary>The larger of two values; NaN where one is NaN.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor maximum(Tensor other) => Aten.maximum.Call(this, other);

        /// <summary>The smaller of two values; NaN where one is NaN.</summary>
        /// <param name="other">The other operand.</param>
        public Tensor minimum(Tensor other) => Aten.minimum.Call(this, other);

        /// <summary>Whether any value is nonzero: a Bool tensor of no dimensions.</summary>
        public Tensor any() => Aten.any.Call(this);

        /// <summary>Whether any value is nonzero, along a dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Call(this, dim, keepdim);

        /// <summary>Whether all values are nonzero: a Bool tensor of no dimensions.</summary>
        public Tensor all() => Aten.all.Call(this);

        /// <summary>Whether all values are nonzero, along a dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Call(this, dim, keepdim);

        /// <summary>Whether shapes and all values are equal.</summary>
        /// <param name="other">Compared with.</param>
        public bool equal(Tensor other) => (bool)Aten.equal.CallAll(this, other)[0]!;

        /// <summary>Whether all values are close: |x - y| &lt;= atol + rtol * |y|.</summary>
        /// <param name="other">Compared with.</param>
        /// <param name="rtol">Relative tolerance.</param>
        /// <param name="atol">Absolute tolerance.</param>
        /// <param name="equal_nan">Whether two NaN are close.</param>
        public bool allclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false)
            => (bool)Aten.allclose.CallAll(this, other, rtol, atol, equal_nan)[0]!;
    }
}
