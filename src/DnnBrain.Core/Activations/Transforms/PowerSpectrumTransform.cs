using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// The one-sided periodogram of the values x_0 … x_{n−1} of a group in their order, less their mean m: P_0 = |X_0|²/n, P_k = 2|X_k|²/n,
/// and for even n the last one P_{n/2} = |X_{n/2}|²/n, where X_k = Σ_t (x_t − m) e^{−2πikt/n}. One value a step is sampling rate 1.
/// </summary>
/// <remarks>
/// As SciPy's <c>periodogram</c> with its defaults, which dnn_fe uses. The sum of all bins is the sum of squares of the centred values.
/// O(n log n) a group, in float64.
/// </remarks>
public sealed class PowerSpectrumTransform : FittedTransform
{
    internal PowerSpectrumTransform(Activation source, TransformOptions options, int binCount)
        : base(source, options, options.Axis, binCount, 0)
    {
    }

    private protected override Tensor ApplyToGroups(Tensor grouped)
    {
        long n = grouped.size(2);
        Tensor centred = grouped.@double() - grouped.@double().mean([2], keepdim: true);
        Tensor spectrum = ops.call("aten::view_as_real", ops.call("aten::fft_rfft", centred, null, 2L, null));
        Tensor density = spectrum.square().sum([3]) / n;
        long twoSided = (n - 1) / 2;
        density.narrow(2, 1, twoSided).mul_(2.0);
        return density.narrow(2, 0, FeatureCount);
    }
}
