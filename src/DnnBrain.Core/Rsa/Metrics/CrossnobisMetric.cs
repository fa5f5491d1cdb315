namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// The cross-validated squared Mahalanobis distance divided by the number of units; <see cref="Crossvalidation.CrossnobisRdm"/> has the
/// formula.
/// </summary>
internal sealed class CrossnobisMetric() : CrossvalidatedMetric(
    "Crossnobis",
    "The cross-validated squared distance in units of the noise, divided by the number of units; 0 on average where there is no difference. Needs runs.")
{
    public override NoiseUse Noise => NoiseUse.Optional;
}
