using MathNet.Numerics;

namespace DnnBrain.Statistics.Inference;

/// <summary>The variance over subjects and stimuli together of values that are made of pairs of stimuli.</summary>
/// <remarks>
/// <para>
/// Such a value varies with the stimuli (A), with pairs of them (B), with subjects (S), and with what is particular to a subject and a stimulus (D) and to a subject and
/// a pair (C); its variance is A + B + S + D + C. With n stimuli and weights wᵢwⱼ, divided by their sum, draws of stimuli have a (A + D) + b (B + C), where for weights of n draws with replacement
/// a = 1 − 3/n + 7/n² − 17/n³ and b = 3 − 5/n + 17/n² − 35/n³ up to n⁻⁴; draws of subjects have
/// (1 − 1/S) (S + D + C); and what draws of both have beyond the sum of these is (1 − 1/S) (a D + b C). Counting one stimulus twice or not at all has
/// c (A + D) + c j (B + C) with c = n³/((n + 2)² (n − 1)) and j = 2 (n − 1)/(n − 2), and under drawn subjects (1 − 1/S) c (D + j C) more. So A + D + B + C, S + D + C and D + C follow, and the
/// variance is the first two less the third.
/// </para>
/// <para>
/// The two-factor estimate as published (Schütt et al. 2023, https://doi.org/10.7554/eLife.82566) has A + 3B + S + D + C: values of models and regions without a relation have hardly
/// anything but B and C.
/// </para>
/// </remarks>
public static class PairwiseTwoFactorVariance
{
    /// <summary>Estimates the variance and how uncertain it is.</summary>
    /// <param name="spread">What was measured.</param>
    /// <returns>
    /// The estimate with A ≥ 0 and S ≥ 0, less what these bounds add: a bound on an uncertain value raises its mean. NaN where something measured is NaN.
    /// </returns>
    /// <remarks>
    /// The bounds' share and the degrees of freedom are those of the bounded estimate when the sum of squared slopes is spread as χ² with ν degrees of freedom, 2/ν = 2/(n − 1) + κ/n with
    /// their excess kurtosis κ, and the variance over draws of subjects as χ² with S − 1; everything else is sums over pairs or over stimuli and subjects, and taken as it is. κ is taken two
    /// standard errors above its estimate: few values have none of the rare ones that make it large.
    /// </remarks>
    public static VarianceEstimate Estimate(PairwiseSpread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        double n = spread.StimulusCount;
        double subjects = TwoFactorVariance.OneFactor(1, spread.SubjectCount);
        double stimulus = DrawnStimulus(n);
        double ratio = DrawnPair(n) / stimulus;
        double twice = 2 * (n - 1) / (n - 2);
        double slope = n * n * n / ((n + 2) * (n + 2) * (n - 1));

        (double ofStimuli, double ofPairs) = Split(spread.Stimulus / stimulus, spread.Slope / slope, ratio, twice);
        double drawn = Math.Max(0, subjects * (spread.Both - spread.Subject - spread.Stimulus) / stimulus);
        double shared = Math.Min(ofStimuli, Split(drawn, subjects * (spread.DrawnSlope - spread.Slope) / slope, ratio, twice).Sum);
        double ofSubjects = subjects * spread.Subject;
        double value = ofStimuli + Math.Max(0, ofSubjects - shared);
        if (!(value > 0))
        {
            return new VarianceEstimate(value, Math.Min(n, spread.SubjectCount) - 1);
        }

        // Where A = 0 the slopes are j times what pairs have; below that the estimate follows the draws, ratio times as slowly.
        double kurtosis = Math.Max(0, spread.ExcessKurtosis + (2 * KurtosisError(n)));
        double freedom = 2 / ((2 / (n - 1)) + (kurtosis / n));
        var slopes = new ScaledChiSquare(ofStimuli + ((twice - 1) * ofPairs), freedom);
        (double aboveMean, double aboveVariance, double covariance) = slopes.Above(twice * ofPairs);
        double steep = 1 - (1 / ratio);
        double meanOfStimuli = ofPairs + ((slopes.Mean - (twice * ofPairs)) / ratio) + (steep * aboveMean);
        double varianceOfStimuli = (slopes.Variance / (ratio * ratio)) + (steep * steep * aboveVariance) + (2 * steep / ratio * covariance);
        (double beyondMean, double beyondVariance, _) = new ScaledChiSquare(Math.Max(ofSubjects, shared), spread.SubjectCount - 1).Above(shared);
        double mean = meanOfStimuli + beyondMean;
        return new VarianceEstimate(value * value / mean, 2 * mean * mean / (varianceOfStimuli + beyondVariance));
    }

    /// <summary>What draws of n stimuli have of A, over A.</summary>
    internal static double DrawnStimulus(double n) => 1 - (3 / n) + (7 / (n * n)) - (17 / (n * n * n));

    /// <summary>What draws of n stimuli have of B, over B.</summary>
    internal static double DrawnPair(double n) => 3 - (5 / n) + (17 / (n * n)) - (35 / (n * n * n));

    // The standard error of the excess kurtosis of n values of a normal: Cramér 1946, Mathematical Methods of Statistics, 29.3.
    private static double KurtosisError(double n) => (n - 1) * Math.Sqrt(24 * n / ((n - 3) * (n - 2) * (n + 3) * (n + 5)));

    // Of x + ratio y and x + twice y: x + y and y, with x ≥ 0 and y ≥ 0. The first is what draws have and never below 0.
    private static (double Sum, double OfPairs) Split(double drawn, double slope, double ratio, double twice)
    {
        double ofPairs = Math.Clamp((drawn - slope) / (ratio - twice), 0, drawn / ratio);
        return (drawn - ((ratio - 1) * ofPairs), ofPairs);
    }

    /// <summary>mean · χ²/ν.</summary>
    private readonly record struct ScaledChiSquare(double Mean, double Freedom)
    {
        public double Variance => 2 * Mean * Mean / Freedom;

        /// <summary>Mean and variance of (x − threshold)₊, and its covariance with x.</summary>
        public (double Mean, double Variance, double Covariance) Above(double threshold)
        {
            if (!(Mean > 0))
            {
                return (0, 0, 0);
            }

            // x^k times the density of χ² with ν degrees of freedom is that with ν + 2k.
            double freedom = Freedom;
            double at = Math.Max(0, Freedom * threshold / Mean);
            double none = Tail(0);
            double first = Mean * Tail(2);
            double second = Mean * Mean * (1 + (2 / Freedom)) * Tail(4);
            double mean = first - (threshold * none);
            double square = second - (2 * threshold * first) + (threshold * threshold * none);
            return (mean, square - (mean * mean), square + (threshold * mean) - (Mean * mean));

            double Tail(double more) => SpecialFunctions.GammaUpperRegularized((freedom + more) / 2, at / 2);
        }
    }
}
