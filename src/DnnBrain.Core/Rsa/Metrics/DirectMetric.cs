namespace DnnBrain.Rsa.Metrics;

/// <summary>A dissimilarity that needs both patterns, unit by unit: n² p/2 steps that no matrix product does.</summary>
internal abstract class DirectMetric(string name, string description) : PatternMetric(name, description)
{
    /// <summary>The squared length says nothing here; a finite number stands for a pattern that has dissimilarities.</summary>
    public override double Prepare(Span<double> pattern) => 0;
}
