namespace DnnBrain.Statistics.Inference;

/// <summary>The variance over stimuli of values that are made of pairs of stimuli.</summary>
/// <remarks>
/// Such a value varies with what is common to all pairs of a stimulus (A) and with what is particular to a pair (B), of which models and regions without a
/// relation have nothing else. Weights wᵢwⱼ have E[(wᵢwⱼ)²] − 1 = 3: a bootstrap gives A + 3B. Leaving each stimulus out in turn gives A + 2B (Efron, Stein 1981,
/// Annals of Statistics 9, 586–596). So twice the jackknife's variance less the bootstrap's is A + B. For subjects and stimuli together there is
/// <see cref="PairwiseTwoFactorVariance"/>.
/// </remarks>
public static class PairwiseVariance
{
    /// <summary>The variance over stimuli, or over subjects of values that are made of pairs of them.</summary>
    /// <param name="bootstrap">A + 3B: variance over draws, its (n − 1)/n made good.</param>
    /// <param name="jackknife">A + 2B: the jackknife's variance.</param>
    /// <returns>
    /// The jackknife's variance less B, which is what the bootstrap has beyond it, or 0; at least a third of the bootstrap's (A = 0). Where the jackknife's
    /// is the larger one, pairs have nothing of their own that could be seen, and it stays as it is.
    /// </returns>
    /// <remarks>
    /// The bootstrap's variance is no upper bound. Where there is a relation, a few stimuli far from the others decide much of it, and a bootstrap of n stimuli
    /// spreads too little for them: by an eighth of the variance for 48 stimuli in our simulations. The jackknife's is too large on average for any statistic (Efron, Stein
    /// 1981), here by a tenth, as is the estimate of its form for regressions, which is advised for small samples for that reason (MacKinnon, White 1985, Journal of
    /// Econometrics 29, 305–325; Long, Ervin 2000, The American Statistician 54, 217–224).
    /// </remarks>
    public static double Estimate(double bootstrap, double jackknife) =>
        double.IsNaN(jackknife) ? bootstrap : Math.Max(jackknife - Math.Max(0, bootstrap - jackknife), bootstrap / 3);

    /// <summary>The variance over stimuli of values that are cross-validated, and a part of that over both factors.</summary>
    /// <param name="bootstrap">A + 3B: variance over draws, its (n − 1)/n made good.</param>
    /// <param name="jackknife">A + 2B: the jackknife's variance.</param>
    /// <returns>2 jackknife − bootstrap, between a third of the bootstrap's variance (A = 0) and the whole.</returns>
    /// <remarks>A jackknife counts what folds add to single samples n times. What they add to the bootstrap is taken off it, so that this is the upper bound.</remarks>
    public static double EstimateWithFolds(double bootstrap, double jackknife) =>
        double.IsNaN(jackknife) ? bootstrap : Math.Clamp((2 * jackknife) - bootstrap, bootstrap / 3, bootstrap);

    /// <summary>The variance over subjects and stimuli of the difference to a value made of pairs of both, as noise ceilings are.</summary>
    /// <param name="both">Variance over draws of both.</param>
    /// <param name="subject">Variance over draws of subjects alone.</param>
    /// <param name="stimulus">Variance over draws of stimuli alone.</param>
    /// <param name="ofSubject">The variance over subjects, <see cref="Estimate(double, double)"/> of its bootstrap and its jackknife.</param>
    /// <param name="jackknife">The jackknife's variance over stimuli.</param>
    /// <param name="drawnJackknife">The mean of the jackknife's variance over samples of subjects.</param>
    /// <param name="subjectCount">Number of subjects.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <returns>The sum of the variances of both factors less what is in both, between the larger of them and their sum.</returns>
    /// <remarks>
    /// With V_ab for what subjects (a = 1), pairs of subjects (a = 2), stimuli (b = 1) and pairs of stimuli (b = 2) have in common, the variances of both factors
    /// share V₁₁ + V₁₂ + V₂₁ + V₂₂. L = v_b − v_s − v_p has V₁₁ + 3V₁₂ + 3V₂₁ + 9V₂₂ and K, the jackknife under drawn subjects less the jackknife,
    /// V₁₁ + 2V₁₂ + 3V₂₁ + 6V₂₂; so (2K − L)/3 is (V₁₁ + V₁₂)/3 + V₂₁ + V₂₂. It is all that they share where subjects are as clear as one another, as under
    /// the hypothesis that a model is as good as a ceiling, and less where they are not: the variance errs to the large side.
    /// </remarks>
    public static double EstimatePooled(
        double both, double subject, double stimulus, double ofSubject, double jackknife, double drawnJackknife, int subjectCount, int stimulusCount)
    {
        double ofStimulus = EstimateWithFolds(TwoFactorVariance.OneFactor(stimulus, stimulusCount), jackknife);
        double interaction = TwoFactorVariance.OneFactor(TwoFactorVariance.OneFactor(both - subject - stimulus, subjectCount), stimulusCount);
        double shared = ((2 * TwoFactorVariance.OneFactor(drawnJackknife - jackknife, subjectCount)) - interaction) / 3;
        return Math.Max(Math.Max(ofSubject, ofStimulus), ofSubject + ofStimulus - Math.Max(0, shared));
    }
}
