using System.Globalization;

namespace DnnBrain.Rsa.Transforms;

/// <summary>
/// 0 up to a low quantile l of the dissimilarities, 1 from a high one h on, (d − l)/(h − l) between: Lin and Kriegeskorte 2024, PNAS
/// 121(42). What is only noise in small differences, and geometry in large ones, goes; what is near and what is far stays.
/// </summary>
/// <remarks>Quantiles by linear interpolation between order statistics, as NumPy. Where both are equal, larger values are 1, the others 0.</remarks>
internal sealed class GeotopologicalTransform() : RdmTransform("Geotopological", "0 below a low quantile, 1 above a high one, linear between (Lin and Kriegeskorte 2024).")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length == 0)
        {
            return;
        }

        (double low, double high) = (Quantile(sorted, options.LowQuantile), Quantile(sorted, options.HighQuantile));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.IsNaN(values[i]) ? double.NaN
                : high > low ? Math.Clamp((values[i] - low) / (high - low), 0, 1)
                : values[i] > high ? 1 : 0;
        }
    }

    private protected override Dictionary<string, string> Describe(RdmTransformOptions options) => new()
    {
        ["Transform"] = Name,
        ["LowQuantile"] = options.LowQuantile.ToString(CultureInfo.InvariantCulture),
        ["HighQuantile"] = options.HighQuantile.ToString(CultureInfo.InvariantCulture),
    };

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
