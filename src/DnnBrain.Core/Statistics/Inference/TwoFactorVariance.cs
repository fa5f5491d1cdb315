namespace DnnBrain.Statistics.Inference;

/// <summary>The variance of a value over subjects and stimuli together, from three bootstraps.</summary>
/// <remarks>
/// A value varies with the subjects drawn (σ²ₛ), with the stimuli (σ²ₚ) and with their combination and the noise (σ²ₛₚ). Drawing one factor gives
/// σ²ₛ + σ²ₛₚ or σ²ₚ + σ²ₛₚ; drawing both gives σ²ₛ + σ²ₚ + 3 σ²ₛₚ, because noise is drawn with each. So 2 (v_s + v_p) − v_b is what is wanted.
/// Schütt et al. 2023, https://doi.org/10.7554/eLife.82566.
/// </remarks>
public static class TwoFactorVariance
{
    /// <summary>The bootstrap variance of one factor is too small by (n − 1)/n, as the variance of a sample is.</summary>
    /// <param name="variance">Variance over draws.</param>
    /// <param name="count">The number n of subjects or of stimuli.</param>
    public static double OneFactor(double variance, int count) => variance * count / (count - 1.0);

    /// <summary>The variance, with the (n − 1)/n of both factors made good.</summary>
    /// <param name="both">Variance over draws of both.</param>
    /// <param name="subject">Variance over draws of subjects alone.</param>
    /// <param name="stimulus">Variance over draws of stimuli alone.</param>
    /// <param name="subjectCount">Number of subjects, 2 or more.</param>
    /// <param name="stimulusCount">Number of stimuli, 2 or more.</param>
    /// <returns>
    /// a v_s + b v_p − a b (v_b − v_s − v_p) with a = S/(S − 1), b = n/(n − 1); for many of both 2 (v_s + v_p) − v_b. Never above v_b, which is too large, and
    /// never below the larger variance of one factor, which is too small; where these two contradict each other, the latter. Both bounds have their (n − 1)/n
    /// made good too, v_b that of the smaller factor: without it, v_b lies below the truth where subjects and stimuli do not interact.
    /// </returns>
    public static double Estimate(double both, double subject, double stimulus, int subjectCount, int stimulusCount)
    {
        double ofSubject = OneFactor(subject, subjectCount);
        double ofStimulus = OneFactor(stimulus, stimulusCount);
        return Bounded(Unbounded(both, subject, stimulus, subjectCount, stimulusCount), both, ofSubject, ofStimulus, subjectCount, stimulusCount);
    }

    /// <summary>The estimate before it is bounded.</summary>
    internal static double Unbounded(double both, double subject, double stimulus, int subjectCount, int stimulusCount) =>
        OneFactor(subject, subjectCount) + OneFactor(stimulus, stimulusCount)
        - OneFactor(OneFactor(both - subject - stimulus, subjectCount), stimulusCount);

    /// <summary>An estimate between the larger variance of one factor and that of both drawn.</summary>
    internal static double Bounded(double estimate, double both, double ofSubject, double ofStimulus, int subjectCount, int stimulusCount) =>
        Math.Max(Math.Max(ofSubject, ofStimulus), Math.Min(estimate, OneFactor(both, Math.Min(subjectCount, stimulusCount))));

    /// <summary>Takes the variance due to the choice of folds off a cross-validated bootstrap's.</summary>
    /// <param name="ofMean">Variance over draws of the mean over repetitions with other folds.</param>
    /// <param name="ofSingle">Mean variance over draws of a single repetition.</param>
    /// <param name="repetitions">The number R of repetitions, 2 or more.</param>
    /// <returns>(R v_mean − v_single)/(R − 1): the variance that infinitely many repetitions would leave. May be below 0 by chance.</returns>
    public static double WithoutFolds(double ofMean, double ofSingle, int repetitions) =>
        ((repetitions * ofMean) - ofSingle) / (repetitions - 1);
}
