using MathNet.Numerics.Distributions;

namespace DnnBrain.Statistics.Inference;

/// <summary>Tails and quantiles of Student's t.</summary>
internal static class StudentDistribution
{
    /// <summary>p of a t-value; NaN for NaN and for no degrees of freedom.</summary>
    public static double PValue(double t, double degreesOfFreedom, Alternative alternative)
    {
        if (double.IsNaN(t) || !(degreesOfFreedom > 0))
        {
            return double.NaN;
        }

        // The lower tail of −|t| keeps its digits where 1 − CDF has none left.
        double tail = StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(t));
        return alternative == Alternative.TwoSided ? 2 * tail : t >= 0 ? tail : 1 - tail;
    }

    /// <summary>The value that t does not exceed with a probability.</summary>
    public static double Quantile(double probability, double degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, probability);

    /// <summary>The value of a standard normal that is as improbable as p in its upper tail.</summary>
    public static double NormalOfUpperTail(double p) => -Normal.InvCDF(0, 1, p);
}
