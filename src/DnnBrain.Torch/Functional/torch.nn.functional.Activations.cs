using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor relu(Tensor input)
                => Aten.relu.Call(input);

            /// <summary>min(max(x, 0), 6).</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor relu6(Tensor input)
                => Aten.relu6.Call(input);

            /// <summary>1 / (1 + exp(-x)).</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor sigmoid(Tensor input)
                => Aten.sigmoid.Call(input);

            /// <summary>Hyperbolic tangent.</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor tanh(Tensor input)
                => Aten.tanh.Call(input);

            /// <summary>x * sigmoid(x), also called swish.</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor silu(Tensor input)
                => Aten.silu.Call(input);

            /// <summary>x * relu6(x + 3) / 6.</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor hardswish(Tensor input)
                => Aten.hardswish.Call(input);

            /// <summary>relu6(x + 3) / 6.</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor hardsigmoid(Tensor input)
                => Aten.hardsigmoid.Call(input);

            /// <summary>x * tanh(softplus(x)).</summary>
            /// <param name="input">Any shape.</param>
            public static Tensor mish(Tensor input)
                => Aten.mish.Call(input);

            /// <summary>x * Φ(x), Φ the normal distribution function.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="approximate">none, or tanh for the approximation with it.</param>
            public static Tensor gelu(Tensor input, string approximate = "none")
                => Aten.gelu.Call(input, approximate);

            /// <summary>x, or slope * x below zero.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="negative_slope">The slope below zero.</param>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01)
                => Aten.leaky_relu.Call(input, negative_slope);

            /// <summary>x, or alpha * (exp(x) - 1) below zero.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="alpha">The factor below zero.</param>
            public static Tensor elu(Tensor input, double alpha = 1)
                => Aten.elu.Call(input, alpha);

            /// <summary>log(1 + exp(beta * x)) / beta.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="beta">Steepness.</param>
            /// <param name="threshold">Above it the function is linear.</param>
            public static Tensor softplus(Tensor input, double beta = 1, double threshold = 20)
                => Aten.softplus.Call(input, beta, threshold);

            /// <summary>Softmax along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">Convert to this first.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null)
                => Aten.softmax.Call(input, dim, dtype);

            /// <summary>Logarithm of the softmax along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">Convert to this first.</param>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null)
                => Aten.log_softmax.Call(input, dim, dtype);

            /// <summary>Sets values to zero at random and scales the others by 1 / (1 - p).</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">Probability of zero.</param>
            /// <param name="training">Otherwise the input is passed on.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true)
                => Aten.dropout.Call(input, p, training);
        }
    }
}
