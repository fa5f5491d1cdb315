namespace DnnBrain.Activations.Clustering;

/// <summary>How to group.</summary>
public sealed record ClusterOptions
{
    /// <summary>How items are grouped.</summary>
    public ClusterMethod Method { get; init; }

    /// <summary>What is grouped.</summary>
    public ClusterTarget Target { get; init; }

    /// <summary>Number of clusters; of the hierarchy in place of <see cref="Height"/>.</summary>
    public int? ClusterCount { get; init; }

    /// <summary>Hierarchical clusters are cut where joining would take a larger distance than this.</summary>
    public double? Height { get; init; }

    /// <summary>The distance of two clusters.</summary>
    public ClusterLinkage Linkage { get; init; }

    /// <summary>The distance of two items; k-means takes Euclidean alone.</summary>
    public ClusterMetric Metric { get; init; }

    /// <summary>DBSCAN: items at most this far apart are neighbours.</summary>
    public double? Radius { get; init; }

    /// <summary>DBSCAN: an item with so many neighbours, itself among them, is in a dense region.</summary>
    public int MinimumNeighborCount { get; init; } = 5;

    /// <summary>k-means: starts, of which the best counts.</summary>
    public int StartCount { get; init; } = 10;

    /// <summary>k-means: iterations from one start.</summary>
    public int MaxIterationCount { get; init; } = 300;

    /// <summary>The seed of the starts of k-means.</summary>
    public long Seed { get; init; }

    /// <summary>Checks what does not depend on an activation.</summary>
    /// <exception cref="DnnBrainException">
    /// A number is out of range or missing (<c>ClusterCountInvalid</c>, <c>ClusterCountMissing</c>, <c>HeightInvalid</c>, <c>RadiusInvalid</c>,
    /// <c>NeighborCountInvalid</c>, <c>StartCountInvalid</c>) or the metric does not go with the method (<c>MetricNotSupported</c>).
    /// </exception>
    public void Validate()
    {
        Require(ClusterCount is null or > 0, "ClusterCountInvalid", $"{ClusterCount} clusters are impossible; at least 1 was expected.", ClusterCount);
        Require(Height is null or >= 0, "HeightInvalid", $"A height of {Height} is impossible; a distance was expected.", Height);
        Require(StartCount > 0 && MaxIterationCount > 0, "StartCountInvalid", $"{StartCount} starts of {MaxIterationCount} iterations are impossible; both must be at least 1.", StartCount);
        Require(Method != ClusterMethod.KMeans || ClusterCount is not null, "ClusterCountMissing", $"k-means takes a number of clusters.", ClusterCount);
        Require(Method != ClusterMethod.Hierarchical || (ClusterCount is null) != (Height is null), "ClusterCountMissing", $"A hierarchy is cut either into a number of clusters or at a height.", ClusterCount);
        Require(Method != ClusterMethod.Dbscan || Radius is > 0 && double.IsFinite(Radius.Value), "RadiusInvalid", $"DBSCAN takes a positive radius, not '{Radius}'.", Radius);
        Require(MinimumNeighborCount > 0, "NeighborCountInvalid", $"A neighbourhood of {MinimumNeighborCount} is impossible; at least 1 was expected.", MinimumNeighborCount);
        Require(Method != ClusterMethod.KMeans || Metric == ClusterMetric.Euclidean, "MetricNotSupported", $"k-means takes Euclidean distances, not {Metric}: its centres are means.", Metric);
        Require(
            Method != ClusterMethod.Hierarchical || Linkage != ClusterLinkage.Ward || Metric == ClusterMetric.Euclidean,
            "MetricNotSupported",
            $"Ward's linkage takes Euclidean distances, not {Metric}; choose Average, Complete or Single.",
            Metric);
    }

    private static void Require(bool condition, string errorId, FormattableString message, object? target)
    {
        if (!condition)
        {
            throw new DnnBrainException(errorId, ErrorKind.InvalidArgument, FormattableString.Invariant(message), target);
        }
    }
}
