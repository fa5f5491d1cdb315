namespace DnnBrain.Statistics.Inference;

/// <summary>A variance that is itself estimated.</summary>
/// <param name="Value">The variance.</param>
/// <param name="DegreesOfFreedom">Those of a χ² that is as uncertain: twice the squared mean by the variance of the estimate (Satterthwaite 1946, Biometrics Bulletin 2, 110–114).</param>
public readonly record struct VarianceEstimate(double Value, double DegreesOfFreedom);
