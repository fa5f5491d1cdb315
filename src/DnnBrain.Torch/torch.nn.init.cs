namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Fills weights with random numbers, in place, as <c>torch.nn.init</c> does. A weight is [out, in, kernel…]; its
        /// fan-in is in × kernel elements, its fan-out is out × kernel elements.
        /// </summary>
        public static class init
        {
            /// <summary>Which fan keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>That of the values on the way forward.</summary>
                FanIn,

                /// <summary>That of the gradients on the way back.</summary>
                FanOut,
            }

            /// <summary>Uniform numbers.</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="low">Lower bound.</param>
            /// <param name="high">Upper bound.</param>
            /// <returns>The tensor itself.</returns>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                using (no_grad())
                    return tensor.uniform_(low, high);
            }

            /// <summary>Normal numbers.</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="mean">Mean.</param>
            /// <param name="std">Standard deviation.</param>
            /// <returns>The tensor itself.</returns>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                using (no_grad())
                    return tensor.normal_(mean, std);
            }

            /// <summary>One number.</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="val">The number.</param>
            /// <returns>The tensor itself.</returns>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                using (no_grad())
                    return tensor.fill_(val);
            }

            /// <summary>
            /// Uniform within ±gain √(3 / fan), gain = √(2 / (1 + a²)) (He et al. 2015). a = √5 is what PyTorch's layers
            /// start with: ±1 / √fan.
            /// </summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="a">Slope below zero of the leaky ReLU that follows; 0 for ReLU.</param>
            /// <param name="mode">The fan.</param>
            /// <returns>The tensor itself.</returns>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn)
            {
                double bound = Math.Sqrt(3.0) * KaimingDeviation(tensor, a, mode);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with deviation gain / √fan, gain = √(2 / (1 + a²)) (He et al. 2015).</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="a">Slope below zero of the leaky ReLU that follows; 0 for ReLU.</param>
            /// <param name="mode">The fan.</param>
            /// <returns>The tensor itself.</returns>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn)
                => normal_(tensor, 0, KaimingDeviation(tensor, a, mode));

            /// <summary>Uniform within ±gain √(6 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="gain">Factor of the non-linearity that follows.</param>
            /// <returns>The tensor itself.</returns>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = Fans(tensor);
                double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with deviation gain √(2 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="gain">Factor of the non-linearity that follows.</param>
            /// <returns>The tensor itself.</returns>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = Fans(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode)
            {
                var (fanIn, fanOut) = Fans(tensor);
                double gain = Math.Sqrt(2.0 / (1.0 + a * a));
                return gain / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static (double In, double Out) Fans(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("A weight of fewer than two dimensions has no fan-in and fan-out.", nameof(tensor));
                double kernel = 1;
                foreach (long size in shape.AsSpan(2))
                    kernel *= size;
                return (shape[1] * kernel, shape[0] * kernel);
            }
        }
    }
}
