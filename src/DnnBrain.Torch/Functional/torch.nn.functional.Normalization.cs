using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>(x - mean) / sqrt(var + eps) * weight + bias for each channel.</summary>
            /// <param name="input">[batch, channels, ..].</param>
            /// <param name="running_mean">[channels]; used outside training, updated in it.</param>
            /// <param name="running_var">[channels]; likewise.</param>
            /// <param name="weight">[channels].</param>
            /// <param name="bias">[channels].</param>
            /// <param name="training">Take mean and variance from the batch.</param>
            /// <param name="momentum">Share of the batch in the running values.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5)
                => Aten.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, false);

            /// <summary>Normalises over the last dimensions.</summary>
            /// <param name="input">[.., normalized_shape].</param>
            /// <param name="normalized_shape">Sizes of the last dimensions.</param>
            /// <param name="weight">Of that shape.</param>
            /// <param name="bias">Of that shape.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(
                Tensor input, ReadOnlySpan<long> normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => Aten.layer_norm.Call(input, normalized_shape, weight, bias, eps, false);

            /// <summary>Normalises over groups of channels.</summary>
            /// <param name="input">[batch, channels, ..].</param>
            /// <param name="num_groups">Number of groups.</param>
            /// <param name="weight">[channels].</param>
            /// <param name="bias">[channels].</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => Aten.group_norm.Call(input, num_groups, weight, bias, eps, false);

            /// <summary>Padding of the last dimensions.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="pad">Pairs of before and after, the last dimension first.</param>
            /// <param name="mode">constant, reflect, replicate or circular.</param>
            /// <param name="value">The constant; 0 when left out.</param>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, string mode = "constant", double? value = null)
                => Aten.pad.Call(input, pad, mode, value);
        }
    }
}
