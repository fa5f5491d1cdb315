using System.Globalization;

namespace DnnBrain.Rsa.Transforms;

/// <summary>What transforms of RDMs need to know.</summary>
public sealed record RdmTransformOptions
{
    /// <summary>Geotopological: dissimilarities up to this quantile are 0; 0.2 by default.</summary>
    public double LowQuantile { get; init; } = 0.2;

    /// <summary>Geotopological: dissimilarities from this quantile on are 1; 0.8 by default.</summary>
    public double HighQuantile { get; init; } = 0.8;

    /// <summary>Throws where the quantiles make no sense.</summary>
    internal void Validate()
    {
        if (!(LowQuantile >= 0 && LowQuantile <= HighQuantile && HighQuantile <= 1))
        {
            throw new DnnBrainException(
                "QuantileInvalid",
                ErrorKind.InvalidArgument,
                string.Create(CultureInfo.InvariantCulture, $"The quantiles are {LowQuantile} and {HighQuantile}; 0 ≤ low ≤ high ≤ 1 was expected."),
                this);
        }
    }
}
