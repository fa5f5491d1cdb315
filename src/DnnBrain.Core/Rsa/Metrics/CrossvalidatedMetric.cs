namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// A dissimilarity of conditions that multiplies differences of patterns from different runs, so that noise which is independent between runs
/// adds nothing on average. Values are signed: those of equal conditions scatter around 0, and are never clipped.
/// </summary>
internal abstract class CrossvalidatedMetric(string name, string description) : RdmMetric(name, description)
{
    public override bool NeedsRuns => true;
}
