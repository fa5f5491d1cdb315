using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Largest value of each window.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Size of a window.</param>
            /// <param name="stride">Steps; the kernel's size when left out.</param>
            /// <param name="padding">On either side.</param>
            /// <param name="dilation">Distance of a window's elements.</param>
            /// <param name="ceil_mode">Keep a last window that is not whole.</param>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, long dilation = 1, bool ceil_mode = false)
                => Aten.max_pool2d.Call(input, kernel_size, stride ?? kernel_size, padding, dilation, ceil_mode);

            /// <summary>Largest value of each window, with a number for each dimension.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Size of a window.</param>
            /// <param name="stride">Steps; the kernel's size when left out.</param>
            /// <param name="padding">On either side.</param>
            /// <param name="dilation">Distance of a window's elements.</param>
            /// <param name="ceil_mode">Keep a last window that is not whole.</param>
            public static Tensor max_pool2d(
                Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceil_mode = false)
                => Aten.max_pool2d.Call(input, kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>Mean of each window.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Size of a window.</param>
            /// <param name="stride">Steps; the kernel's size when left out.</param>
            /// <param name="padding">On either side.</param>
            /// <param name="ceil_mode">Keep a last window that is not whole.</param>
            /// <param name="count_include_pad">Padding counts as zeros.</param>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true)
                => Aten.avg_pool2d.Call(input, kernel_size, stride ?? kernel_size, padding, ceil_mode, count_include_pad);

            /// <summary>Mean of each window, with a number for each dimension.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Size of a window.</param>
            /// <param name="stride">Steps; the kernel's size when left out.</param>
            /// <param name="padding">On either side.</param>
            /// <param name="ceil_mode">Keep a last window that is not whole.</param>
            /// <param name="count_include_pad">Padding counts as zeros.</param>
            public static Tensor avg_pool2d(
                Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, bool ceil_mode = false, bool count_include_pad = true)
                => Aten.avg_pool2d.Call(input, kernel_size, stride, padding, ceil_mode, count_include_pad);

            /// <summary>Mean of windows chosen so that the output has the size given.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="output_size">Height and width.</param>
            public static Tensor adaptive_avg_pool2d(Tensor input, ReadOnlySpan<long> output_size)
                => Aten.adaptive_avg_pool2d.Call(input, output_size);

            /// <summary>Largest value of windows chosen so that the output has the size given.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="output_size">Height and width.</param>
            public static Tensor adaptive_max_pool2d(Tensor input, ReadOnlySpan<long> output_size)
            {
                var (values, indexes) = Aten.adaptive_max_pool2d.CallPair(input, output_size);
                indexes.Dispose();
                return values;
            }
        }
    }
}
