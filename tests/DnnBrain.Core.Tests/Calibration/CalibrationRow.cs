using MathNet.Numerics.Distributions;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>One line of the table: a result, the design of the studies, and the share of them in which it did what the kind says.</summary>
/// <param name="Kind">What the share is of.</param>
/// <param name="Cmdlet">The cmdlet that gives the result.</param>
/// <param name="Test">The result.</param>
/// <param name="Design">What was simulated.</param>
/// <param name="Values">One value a study: 0 or 1, or the share of false findings.</param>
/// <param name="Known">A property of the method that keeps it from its band; null where it has to keep it.</param>
internal sealed record CalibrationRow(CalibrationKind Kind, string Cmdlet, string Test, string Design, IReadOnlyList<double> Values, KnownProperty? Known)
{
    /// <summary>The share.</summary>
    public double Share => Values.Average();

    /// <summary>What the share may be for a result that keeps its promise.</summary>
    public (double Low, double High) Band => Kind switch
    {
        CalibrationKind.Coverage => (0.93, 0.97),
        CalibrationKind.Bracket => (0.9, 1),
        _ => (0.03, 0.07),
    };

    /// <summary>Whether the share lies in the band.</summary>
    public bool Keeps => Share >= Band.Low && Share <= Band.High;

    /// <summary>Whether the share lies where it is expected: in the band, or where a known property has it.</summary>
    public bool IsAsExpected => Known is null ? Keeps : Share >= Known.Low && Share <= Known.High;

    /// <summary>The 95 % interval of the share: of Clopper and Pearson for counts, normal for shares of false findings.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            double n = Values.Count;
            if (Kind == CalibrationKind.FalseDiscovery)
            {
                double half = 1.96 * Math.Sqrt(Values.Sum(value => (value - Share) * (value - Share)) / (n - 1) / n);
                return (Share - half, Share + half);
            }

            double hits = Values.Sum();
            return (
                hits == 0 ? 0 : Beta.InvCDF(hits, n - hits + 1, 0.025),
                hits == n ? 1 : Beta.InvCDF(hits + 1, n - hits, 0.975));
        }
    }

    /// <summary>The line's name: no two lines of a run have the same.</summary>
    public string Key => $"{Cmdlet}, {Test}";

    /// <summary>Name, share, interval.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Key}: {100 * Share:F1} % ({100 * Interval.Low:F1} to {100 * Interval.High:F1} %) of {Values.Count:N0}{(Keeps ? "" : Known is null ? " FAILS" : " (known)")}");
}
