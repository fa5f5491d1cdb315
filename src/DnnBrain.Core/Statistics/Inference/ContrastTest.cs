namespace DnnBrain.Statistics.Inference;

/// <summary>What a test of one contrast found.</summary>
/// <param name="Estimate">The observed value or difference.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom of t = estimate/standard error.</param>
/// <param name="PValue">p of Student's t.</param>
/// <param name="AdjustedPValue">p adjusted over the contrasts that were tested together.</param>
public readonly record struct ContrastTest(double Estimate, double StandardError, double DegreesOfFreedom, double PValue, double AdjustedPValue);
