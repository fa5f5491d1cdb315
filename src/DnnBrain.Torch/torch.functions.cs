using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension.</summary>
    /// <param name="tensors">Of one shape but for that dimension.</param>
    /// <param name="dim">The dimension.</param>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.cat.Call(tensors, dim);

    /// <summary>Tensors side by side along a new dimension.</summary>
    /// <param name="tensors">Of one shape.</param>
    /// <param name="dim">Where the new dimension goes.</param>
    public static Tensor stack(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.stack.Call(tensors, dim);

    /// <summary>One tensor's values where the condition holds, another's elsewhere.</summary>
    /// <param name="condition">A Bool tensor.</param>
    /// <param name="input">Where true.</param>
    /// <param name="other">Where false.</param>
    public static Tensor where(Tensor condition, Tensor input, Tensor other) => Aten.where.Call(condition, input, other);

    /// <summary>Matrix product, batched over leading dimensions.</summary>
    /// <param name="input">Left factor.</param>
    /// <param name="other">Right factor.</param>
    public static Tensor matmul(Tensor input, Tensor other) => Aten.matmul.Call(input, other);

    /// <summary>Product of two matrices.</summary>
    /// <param name="input">Left factor.</param>
    /// <param name="mat2">Right factor.</param>
    public static Tensor mm(Tensor input, Tensor mat2) => Aten.mm.Call(input, mat2);

    /// <summary>Einstein summation.</summary>
    /// <param name="equation">Such as "ij,jk-&gt;ik".</param>
    /// <param name="tensors">The operands.</param>
    public static Tensor einsum(string equation, ReadOnlySpan<Tensor> tensors) => Aten.einsum.Call(equation, tensors);

    /// <summary>p-norm distances of all pairs of rows.</summary>
    /// <param name="x1">[.., n, d].</param>
    /// <param name="x2">[.., m, d].</param>
    /// <param name="p">The exponent.</param>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2) => Aten.cdist.Call(x1, x2, p);

    /// <summary>Zeros of the same shape, dtype and device.</summary>
    /// <param name="input">The model.</param>
    public static Tensor zeros_like(Tensor input) => Aten.zeros_like.Call(input);

    /// <summary>Ones of the same shape, dtype and device.</summary>
    /// <param name="input">The model.</param>
    public static Tensor ones_like(Tensor input) => Aten.ones_like.Call(input);

    /// <summary>Unset values of the same shape, dtype and device.</summary>
    /// <param name="input">The model.</param>
    public static Tensor empty_like(Tensor input) => Aten.empty_like.Call(input);

    /// <summary>A diagonal matrix of a vector, or a matrix's diagonal.</summary>
    /// <param name="input">Vector or matrix.</param>
    /// <param name="diagonal">Which diagonal.</param>
    public static Tensor diag(Tensor input, long diagonal = 0) => Aten.diag.Call(input, diagonal);

    /// <summary>How often each non-negative integer occurs.</summary>
    /// <param name="input">Integers, one dimension.</param>
    /// <param name="weights">Count with these.</param>
    /// <param name="minlength">At least so many bins.</param>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => Aten.bincount.Call(input, weights, minlength);
}
