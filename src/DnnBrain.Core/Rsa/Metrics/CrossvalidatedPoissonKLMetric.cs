namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// The symmetrised Poisson divergence with rates from some runs and logarithms from the other;
/// <see cref="Crossvalidation.CrossvalidatedPoissonRdm"/> has the formula.
/// </summary>
internal sealed class CrossvalidatedPoissonKLMetric() : CrossvalidatedMetric(
    "CrossvalidatedPoissonKL",
    "The symmetrised Poisson divergence, rates of one run against those of the others, mean over runs. Needs runs.");
