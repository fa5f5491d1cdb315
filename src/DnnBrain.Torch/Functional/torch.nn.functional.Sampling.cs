using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How <see cref="functional.interpolate"/> finds values between the samples.</summary>
        public enum InterpolationMode
        {
            /// <summary>The sample at or before the place.</summary>
            Nearest,

            /// <summary>Linear in both directions.</summary>
            Bilinear,

            /// <summary>Cubic convolution with a = -3/4.</summary>
            Bicubic,
        }

        public static partial class functional
        {
            /// <summary>Resizes the last two dimensions, without antialiasing.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="size">New height and width.</param>
            /// <param name="mode">How.</param>
            /// <param name="align_corners">Corner samples stay at the corners; not for nearest.</param>
            /// <exception cref="ArgumentOutOfRangeException">Unknown mode.</exception>
            public static Tensor interpolate(
                Tensor input, ReadOnlySpan<long> size, InterpolationMode mode = InterpolationMode.Nearest, bool align_corners = false)
                => mode switch
                {
                    InterpolationMode.Nearest => Aten.upsample_nearest2d.Call(input, size, OperatorArgument.None),
                    InterpolationMode.Bilinear => Aten.upsample_bilinear2d.Call(input, size, align_corners, OperatorArgument.None),
                    InterpolationMode.Bicubic => Aten.upsample_bicubic2d.Call(input, size, align_corners, OperatorArgument.None),
                    _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode."),
                };
        }
    }
}
