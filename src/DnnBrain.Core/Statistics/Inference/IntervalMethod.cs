namespace DnnBrain.Statistics.Inference;

/// <summary>How a confidence interval is made from bootstrap draws.</summary>
public enum IntervalMethod
{
    /// <summary>
    /// Estimate ± t × bootstrap standard error, for noise ceilings over subjects the jackknife's: the interval that belongs to the bootstrap's
    /// p-values, and the only one for both factors together.
    /// </summary>
    StudentT,

    /// <summary>Quantiles of the draws (Efron 1979), expanded for few stimuli or subjects (Hesterberg 2015).</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated quantiles of the draws (Efron 1987), expanded as <see cref="Percentile"/>.</summary>
    Bca,
}
