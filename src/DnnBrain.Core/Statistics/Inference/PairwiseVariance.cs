namespace DnnBrain.Statistics.Inference;

/// <summary>The variance over stimuli of values that are made of pairs of stimuli.</summary>
/// <remarks>
/// Such a value varies with what is common to all pairs of a stimulus (A) and with what is particular to a pair (B), of which models and regions without a
/// relation have nothing else. Weights wᵢwⱼ have E[(wᵢwⱼ)²] − 1 = 3: a bootstrap gives A + 3B. Leaving each stimulus out in turn gives A + 2B (Efron, Stein 1981,
/// Annals of Statistics 9, 586–596). So twice the jackknife's variance less the bootstrap's is A + B. With subjects, what is particular to a pair and a
/// subject (C) is drawn 7 times over with both factors and is right in the two-factor estimate; B is not, and 2B comes off. B + C is
/// bootstrap − jackknife over stimuli; C follows from the jackknife under drawn subjects, which has A + 2B + 2D + 4C, D being what is particular to
/// a stimulus and a subject.
/// </remarks>
public static class PairwiseVariance
{
    /// <summary>The variance over stimuli.</summary>
    /// <param name="bootstrap">A + 3B: variance over draws of stimuli, its (n − 1)/n made good.</param>
    /// <param name="jackknife">A + 2B: the jackknife's variance.</param>
    /// <returns>2 jackknife − bootstrap, between a third of the bootstrap's variance (A = 0) and the whole (B = 0).</returns>
    public static double Estimate(double bootstrap, double jackknife) =>
        double.IsNaN(jackknife) ? bootstrap : Math.Clamp((2 * jackknife) - bootstrap, bootstrap / 3, bootstrap);

    /// <summary>The variance over subjects and stimuli.</summary>
    /// <param name="both">Variance over draws of both.</param>
    /// <param name="subject">Variance over draws of subjects alone.</param>
    /// <param name="stimulus">Variance over draws of stimuli alone.</param>
    /// <param name="jackknife">The jackknife's variance over stimuli.</param>
    /// <param name="drawnJackknife">The mean of the jackknife's variance over samples of subjects.</param>
    /// <param name="subjectCount">Number of subjects.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <returns>The two-factor estimate less 2B, bounded as <see cref="TwoFactorVariance.Estimate"/> with the variance over stimuli of this class.</returns>
    public static double Estimate(
        double both, double subject, double stimulus, double jackknife, double drawnJackknife, int subjectCount, int stimulusCount)
    {
        double ofStimulus = TwoFactorVariance.OneFactor(stimulus, stimulusCount);
        double particular = Math.Max(0, ofStimulus - jackknife);
        double interaction = TwoFactorVariance.OneFactor(TwoFactorVariance.OneFactor(both - subject - stimulus, subjectCount), stimulusCount);
        double ofSubjects = Math.Clamp(interaction - TwoFactorVariance.OneFactor(drawnJackknife - jackknife, subjectCount), 0, particular);
        double estimate = TwoFactorVariance.Unbounded(both, subject, stimulus, subjectCount, stimulusCount) - (2 * (particular - ofSubjects));
        return TwoFactorVariance.Bounded(
            estimate, both, TwoFactorVariance.OneFactor(subject, subjectCount), Estimate(ofStimulus, jackknife), subjectCount, stimulusCount);
    }
}
