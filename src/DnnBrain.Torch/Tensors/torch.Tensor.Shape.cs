using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Transpose of a matrix, sharing memory.</summary>
        public Tensor t() => Aten.t.Call(this);

        /// <summary>Two dimensions exchanged, sharing memory.</summary>
        /// <param name="dim0">One.</param>
        /// <param name="dim1">The other.</param>
        public Tensor transpose(long dim0, long dim1) => Aten.transpose.Call(this, dim0, dim1);

        /// <summary>Dimensions in another order, sharing memory.</summary>
        /// <param name="dims">For each new dimension, the old one.</param>
        public Tensor permute(ReadOnlySpan<long> dims) => Aten.permute.Call(this, dims);

        /// <summary>Another shape of the same elements; memory is shared where the layout lets it.</summary>
        /// <param name="shape">Sizes; one may be -1.</param>
        public Tensor reshape(ReadOnlySpan<long> shape) => Aten.reshape.Call(this, shape);

        /// <summary>Another shape of the same memory.</summary>
        /// <param name="shape">Sizes; one may be -1.</param>
        public Tensor view(ReadOnlySpan<long> shape) => Aten.view.Call(this, shape);

        /// <summary>Dimensions merged into one.</summary>
        /// <param name="start_dim">First to merge.</param>
        /// <param name="end_dim">Last to merge.</param>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten.Call(this, start_dim, end_dim);

        /// <summary>Without the dimensions of size 1, sharing memory.</summary>
        public Tensor squeeze() => Aten.squeeze.Call(this);

        /// <summary>Without one dimension, if its size is 1, sharing memory.</summary>
        /// <param name="dim">The dimension.</param>
        public Tensor squeeze(long dim) => Aten.squeeze_dim.Call(this, dim);

        /// <summary>With a dimension of size 1 more, sharing memory.</summary>
        /// <param name="dim">Where it goes.</param>
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Call(this, dim);

        /// <summary>Dimensions of size 1 repeated without taking memory.</summary>
        /// <param name="size">The new sizes; -1 leaves one as it is.</param>
        public Tensor expand(ReadOnlySpan<long> size) => Aten.expand.Call(this, size);

        /// <summary>The values repeated along each dimension.</summary>
        /// <param name="repeats">How often.</param>
        public Tensor repeat(ReadOnlySpan<long> repeats) => Aten.repeat.Call(this, repeats);

        /// <summary>A part along a dimension, sharing memory.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="start">First index.</param>
        /// <param name="length">How many.</param>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length);

        /// <summary>One index of a dimension, which goes, sharing memory.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">The index.</param>
        public Tensor select(long dim, long index) => Aten.select.Call(this, dim, index);

        /// <summary>A part along a dimension, sharing memory.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="start">First index.</param>
        /// <param name="end">Index after the last.</param>
        /// <param name="step">Distance of the indices.</param>
        public Tensor slice(long dim, long start, long end, long step = 1) => Aten.slice.Call(this, dim, start, end, step);

        /// <summary>Chosen indices of a dimension, copied.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">Int64 indices, one dimension.</param>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index);

        /// <summary>Values picked along a dimension, one for each index.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">Int64 indices.</param>
        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index);

        /// <summary>The values where the mask is true, in one dimension.</summary>
        /// <param name="mask">A Bool tensor.</param>
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Call(this, mask);

        /// <summary>With a number where the mask is true.</summary>
        /// <param name="mask">A Bool tensor.</param>
        /// <param name="value">The number.</param>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill.Call(this, mask, value);

        /// <summary>Reversed along dimensions.</summary>
        /// <param name="dims">The dimensions.</param>
        public Tensor flip(ReadOnlySpan<long> dims) => Aten.flip.Call(this, dims);

        /// <summary>Rolled along dimensions.</summary>
        /// <param name="shifts">By how much.</param>
        /// <param name="dims">The dimensions.</param>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims) => Aten.roll.Call(this, shifts, dims);

        /// <summary>The lower triangle; zero elsewhere.</summary>
        /// <param name="diagonal">The last diagonal that stays.</param>
        public Tensor tril(long diagonal = 0) => Aten.tril.Call(this, diagonal);

        /// <summary>The upper triangle; zero elsewhere.</summary>
        /// <param name="diagonal">The first diagonal that stays.</param>
        public Tensor triu(long diagonal = 0) => Aten.triu.Call(this, diagonal);

        /// <summary>A diagonal, sharing memory.</summary>
        /// <param name="offset">Which; 0 is the main one.</param>
        /// <param name="dim1">Rows.</param>
        /// <param name="dim2">Columns.</param>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal.Call(this, offset, dim1, dim2);

        /// <summary>Indices of the values that are not zero: Int64[count, dimensions].</summary>
        public Tensor nonzero() => Aten.nonzero.Call(this);

        /// <summary>Parts of equal size along a dimension, sharing memory; the last may be smaller.</summary>
        /// <param name="split_size">Size of a part.</param>
        /// <param name="dim">The dimension.</param>
        public Tensor[] split(long split_size, long dim = 0) => (Tensor[])Aten.split.CallAll(this, split_size, dim)[0]!;

        /// <summary>Each index of a dimension as a tensor of its own, sharing memory.</summary>
        /// <param name="dim">The dimension.</param>
        public Tensor[] unbind(long dim = 0) => (Tensor[])Aten.unbind.CallAll(this, dim)[0]!;
    }
}
