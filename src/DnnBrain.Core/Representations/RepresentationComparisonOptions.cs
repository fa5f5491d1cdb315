using DnnBrain.Statistics.Inference;

namespace DnnBrain.Representations;

/// <summary>How representations are compared.</summary>
public sealed record RepresentationComparisonOptions
{
    /// <summary>The method, <see cref="RepresentationMethod.LinearCka"/> by default.</summary>
    public RepresentationMethod Method { get; init; } = RepresentationMethod.LinearCka;

    /// <summary>The width σ of Gaussian kernels, as a share of the median distance of two stimuli; 1 by default.</summary>
    public double Bandwidth { get; init; } = 1;

    /// <summary>The share of variance of the principal components that canonical correlations are taken of; 0.99 by default, 1 for all.</summary>
    public double VarianceShare { get; init; } = 0.99;

    /// <summary>How p-values are made. Tests are one-sided: more alike than by chance.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>Throws where a value cannot be used.</summary>
    /// <exception cref="DnnBrainException">
    /// The width is not positive (<c>BandwidthInvalid</c>), the share not in (0, 1] (<c>VarianceShareInvalid</c>), or an option of the
    /// tests cannot be used.
    /// </exception>
    public void Validate()
    {
        Inference.Validate();
        if (!(Bandwidth > 0) || !double.IsFinite(Bandwidth))
        {
            throw new DnnBrainException("BandwidthInvalid", ErrorKind.InvalidArgument, $"The bandwidth is {Bandwidth} median distances; it is above 0.", Bandwidth);
        }

        if (!(VarianceShare > 0 && VarianceShare <= 1))
        {
            throw new DnnBrainException("VarianceShareInvalid", ErrorKind.InvalidArgument, $"The share of variance is {VarianceShare}; it is above 0 and at most 1.", VarianceShare);
        }
    }
}
