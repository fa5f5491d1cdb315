namespace DnnBrain.Activations.Clustering;

/// <summary>The distance of two items.</summary>
public enum ClusterMetric
{
    /// <summary>√Σ(x − y)².</summary>
    Euclidean,

    /// <summary>1 − Pearson's r over the features.</summary>
    Correlation,

    /// <summary>1 − x·y / (|x| |y|).</summary>
    Cosine,
}
