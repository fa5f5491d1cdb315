using System.Globalization;

namespace DnnBrain.Statistics.Clusters;

/// <summary>How a map's t-values become scores.</summary>
public sealed record MapStatisticOptions
{
    /// <summary>The score, <see cref="MapStatistic.Tfce"/> by default.</summary>
    public MapStatistic Statistic { get; init; } = MapStatistic.Tfce;

    /// <summary>
    /// The uncorrected p, of the side that is tested, below which a cell belongs to a cluster; 0.001 by default. For
    /// <see cref="MapStatistic.ClusterMass"/> only. It decides what clusters look like, not the error rate.
    /// </summary>
    public double ClusterFormingPValue { get; init; } = 0.001;

    /// <summary>H, the power of the height; 2 by default. For <see cref="MapStatistic.Tfce"/> only.</summary>
    public double HeightExponent { get; init; } = 2;

    /// <summary>E, the power of the extent; 0.5 by default, the value for volumes. For <see cref="MapStatistic.Tfce"/> only.</summary>
    public double ExtentExponent { get; init; } = 0.5;

    /// <summary>Throws where a value cannot be used.</summary>
    /// <exception cref="DnnBrainException">
    /// A p outside (0, 0.5) (<c>ClusterThresholdInvalid</c>); an exponent that is not positive (<c>ExponentInvalid</c>).
    /// </exception>
    public void Validate()
    {
        if (!(ClusterFormingPValue > 0 && ClusterFormingPValue < 0.5))
        {
            throw new DnnBrainException(
                "ClusterThresholdInvalid",
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"The p-value that forms clusters is {ClusterFormingPValue}; it lies between 0 and 0.5, as 0.001."),
                ClusterFormingPValue);
        }

        foreach (double exponent in (double[])[HeightExponent, ExtentExponent])
        {
            if (!(exponent > 0) || !double.IsFinite(exponent))
            {
                throw new DnnBrainException(
                    "ExponentInvalid",
                    ErrorKind.InvalidArgument,
                    FormattableString.Invariant($"The exponents of height and extent are {HeightExponent} and {ExtentExponent}; both are positive, 2 and 0.5 by default."),
                    exponent);
            }
        }
    }

    /// <summary>The statistic with what it depends on, in the invariant culture: <c>ClusterMass p &lt; 0.001</c>.</summary>
    public override string ToString() => Statistic switch
    {
        MapStatistic.Tfce => string.Create(CultureInfo.InvariantCulture, $"Tfce H {HeightExponent}, E {ExtentExponent:G4}"),
        MapStatistic.ClusterMass => string.Create(CultureInfo.InvariantCulture, $"ClusterMass p < {ClusterFormingPValue}"),
        _ => Statistic.ToString(),
    };
}
