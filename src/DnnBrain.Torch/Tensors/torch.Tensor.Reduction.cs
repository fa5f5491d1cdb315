using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Sum of all values.</summary>
        /// <param name="dtype">Compute and return in this.</param>
        public Tensor sum(ScalarType? dtype = null) => Aten.sum.Call(this, dtype);

        /// <summary>Sum along dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        /// <param name="dtype">Compute and return in this.</param>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? dtype = null) => Aten.sum_dim.Call(this, dim, keepdim, dtype);

        /// <summary>Mean of all values.</summary>
        /// <param name="dtype">Compute and return in this.</param>
        public Tensor mean(ScalarType? dtype = null) => Aten.mean.Call(this, dtype);

        /// <summary>Mean along dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        /// <param name="dtype">Compute and return in this.</param>
        public Tensor mean(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? dtype = null) => Aten.mean_dim.Call(this, dim, keepdim, dtype);

        /// <summary>Largest value along dimensions, or of all; NaN where there is one.</summary>
        /// <param name="dim">The dimensions; none means all.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor amax(ReadOnlySpan<long> dim = default, bool keepdim = false) => Aten.amax.Call(this, dim, keepdim);

        /// <summary>Smallest value along dimensions, or of all; NaN where there is one.</summary>
        /// <param name="dim">The dimensions; none means all.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor amin(ReadOnlySpan<long> dim = default, bool keepdim = false) => Aten.amin.Call(this, dim, keepdim);

        /// <summary>Largest of all values; NaN where there is one.</summary>
        public Tensor max() => Aten.max.Call(this);

        /// <summary>Largest value along a dimension and its index; of equal ones, any.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.CallPair(this, dim, keepdim);

        /// <summary>Smallest of all values; NaN where there is one.</summary>
        public Tensor min() => Aten.min.Call(this);

        /// <summary>Smallest value along a dimension and its index; of equal ones, any.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.CallPair(this, dim, keepdim);

        /// <summary>Index of the largest value along a dimension, or of all values flattened.</summary>
        /// <param name="dim">The dimension; null means all.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public Tensor argmax(long? dim = null, bool keepdim = false) => Aten.argmax.Call(this, dim, keepdim);

        /// <summary>Index of the smallest value along a dimension, or of all values flattened.</summary>
        /// <param name="dim">The dimension; null means all.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public Tensor argmin(long? dim = null, bool keepdim = false) => Aten.argmin.Call(this, dim, keepdim);

        /// <summary>Median of all values; of an even number, the lower of the middle two; NaN where there is one.</summary>
        public Tensor median() => Aten.median.Call(this);

        /// <summary>Median along a dimension, of an even number the lower of the middle two, and its index.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Keep it with size 1.</param>
        public (Tensor values, Tensor indexes) median(long dim, bool keepdim = false) => Aten.median_dim.CallPair(this, dim, keepdim);

        /// <summary>Variance of all values.</summary>
        /// <param name="unbiased">Divide by n - 1, else by n.</param>
        public Tensor var(bool unbiased = true) => Aten.var.Call(this, unbiased);

        /// <summary>Variance along dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="unbiased">Divide by n - 1, else by n.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor var(ReadOnlySpan<long> dim, bool unbiased = true, bool keepdim = false) => Aten.var_dim.Call(this, dim, unbiased, keepdim);

        /// <summary>Standard deviation of all values.</summary>
        /// <param name="unbiased">Divide by n - 1, else by n.</param>
        public Tensor std(bool unbiased = true) => Aten.std.Call(this, unbiased);

        /// <summary>Standard deviation along dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="unbiased">Divide by n - 1, else by n.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor std(ReadOnlySpan<long> dim, bool unbiased = true, bool keepdim = false) => Aten.std_dim.Call(this, dim, unbiased, keepdim);

        /// <summary>p-norm of all values.</summary>
        /// <param name="p">The exponent.</param>
        public Tensor norm(double p = 2) => Aten.norm.Call(this, p);

        /// <summary>p-norm along dimensions.</summary>
        /// <param name="p">The exponent.</param>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor norm(double p, ReadOnlySpan<long> dim, bool keepdim = false) => Aten.norm_dim.Call(this, p, dim, keepdim);

        /// <summary>Product of all values.</summary>
        public Tensor prod() => Aten.prod.Call(this);

        /// <summary>Running sums along a dimension.</summary>
        /// <param name="dim">The dimension.</param>
        public Tensor cumsum(long dim) => Aten.cumsum.Call(this, dim);

        /// <summary>log(sum(exp(x))) along dimensions, without overflow.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Keep them with size 1.</param>
        public Tensor logsumexp(ReadOnlySpan<long> dim, bool keepdim = false) => Aten.logsumexp.Call(this, dim, keepdim);

        /// <summary>The k largest (or smallest) values along a dimension, and their indices.</summary>
        /// <param name="k">How many.</param>
        /// <param name="dim">The dimension.</param>
        /// <param name="largest">Largest or smallest.</param>
        /// <param name="sorted">In order.</param>
        public (Tensor values, Tensor indexes) topk(long k, long dim = -1, bool largest = true, bool sorted = true)
            => Aten.topk.CallPair(this, k, dim, largest, sorted);

        /// <summary>The values in order along a dimension, equal ones in their former order, and their indices. NaN is the largest.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="descending">Largest first.</param>
        public (Tensor values, Tensor indexes) sort(long dim = -1, bool descending = false)
            => Aten.sort_stable.CallPair(this, true, dim, descending);

        /// <summary>Indices that put the values in order along a dimension, equal ones in their former order.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="descending">Largest first.</param>
        public Tensor argsort(long dim = -1, bool descending = false)
            => Aten.argsort_stable.Call(this, true, dim, descending);
    }
}
