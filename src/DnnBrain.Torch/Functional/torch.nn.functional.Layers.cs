using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Convolution over 1 dimension (cross-correlation, as everywhere in deep learning).</summary>
            /// <param name="input">[batch, channels, width].</param>
            /// <param name="weight">[filters, channels / groups, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long dilation = 1, long groups = 1)
                => Aten.conv1d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>Convolution over 1 dimension, with a number for each.</summary>
            /// <param name="input">[batch, channels, width].</param>
            /// <param name="weight">[filters, channels / groups, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups = 1)
                => Aten.conv1d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>Convolution over 2 dimensions (cross-correlation, as everywhere in deep learning).</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="weight">[filters, channels / groups, height, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long dilation = 1, long groups = 1)
                => Aten.conv2d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>Convolution over 2 dimensions, with a number for each.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="weight">[filters, channels / groups, height, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups = 1)
                => Aten.conv2d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>Convolution over 3 dimensions (cross-correlation, as everywhere in deep learning).</summary>
            /// <param name="input">[batch, channels, depth, height, width].</param>
            /// <param name="weight">[filters, channels / groups, depth, height, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long dilation = 1, long groups = 1)
                => Aten.conv3d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>Convolution over 3 dimensions, with a number for each.</summary>
            /// <param name="input">[batch, channels, depth, height, width].</param>
            /// <param name="weight">[filters, channels / groups, depth, height, width of the kernel].</param>
            /// <param name="bias">[filters].</param>
            /// <param name="stride">Steps of the kernel.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups = 1)
                => Aten.conv3d.Call(input, weight, bias, stride, padding, dilation, groups);

            /// <summary>input weightᵀ + bias.</summary>
            /// <param name="input">[.., in].</param>
            /// <param name="weight">[out, in].</param>
            /// <param name="bias">[out].</param>
            public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null)
                => Aten.linear.Call(input, weight, bias);

            /// <summary>Rows of a table.</summary>
            /// <param name="input">Int64 row numbers.</param>
            /// <param name="weight">[rows, size].</param>
            public static Tensor embedding(Tensor input, Tensor weight)
                => Aten.embedding.Call(weight, input);

            /// <summary>Sliding blocks as columns: [batch, channels * kernel, positions].</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Height and width.</param>
            /// <param name="dilation">Distance of the kernel's elements.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="stride">Steps of the kernel.</param>
            public static Tensor unfold(
                Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride)
                => Aten.im2col.Call(input, kernel_size, dilation, padding, stride);
        }
    }
}
