using System.Globalization;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Temporal;

/// <summary>
/// How similar ONE model is to ONE region over time. A model that changes over time itself, or the region's own RDMs at other times, give a
/// table: one row a time of the model, one column a time of the region.
/// </summary>
public sealed record TemporalRsa
{
    /// <summary>The adjusted p up to which a point counts as significant in <see cref="Cluster"/> and <see cref="Onset"/>.</summary>
    public const double SignificanceLevel = 0.05;

    /// <summary>The model's name: a layer; the region's own name where its times are compared with each other.</summary>
    public required string Name { get; init; }

    /// <summary>Where the model comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>How RDMs were compared.</summary>
    public required string Method { get; init; }

    /// <summary>The times of the region's RDMs, T of them.</summary>
    public required IReadOnlyList<double> Time { get; init; }

    /// <summary>The times of the model's RDMs, M of them; one for a model that does not change.</summary>
    public required IReadOnlyList<double> ModelTime { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>Mean over subjects of the signed similarity: M × T values, row by row.</summary>
    public required IReadOnlyList<double> Similarity { get; init; }

    /// <summary>The values of each subject, in the order of <see cref="Subject"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> SubjectSimilarity { get; init; }

    /// <summary>Standard error of each mean: sd (n − 1)/√n; NaN for one subject.</summary>
    public required IReadOnlyList<double> StandardError { get; init; }

    /// <summary>t of each mean against 0.</summary>
    public required IReadOnlyList<double> TValue { get; init; }

    /// <summary>p of each point, adjusted over all points, models and regions of the call; that of its cluster for cluster mass.</summary>
    public required IReadOnlyList<double> AdjustedPValue { get; init; }

    /// <summary>Significant points side by side, the earliest first.</summary>
    public required IReadOnlyList<TimeCluster> Cluster { get; init; }

    /// <summary>The largest mean.</summary>
    public required double Peak { get; init; }

    /// <summary>The time of the largest mean.</summary>
    public required double PeakTime { get; init; }

    /// <summary>The interval of <see cref="PeakTime"/>, by a bootstrap over subjects; none for tables and for one subject.</summary>
    public required Interval PeakConfidence { get; init; }

    /// <summary>
    /// The time at which the mean rises through half of <see cref="Peak"/>, back from the peak, on the line between two samples (the
    /// fractional peak latency of ERP research); NaN for tables, and where the course does not begin below that.
    /// </summary>
    public required double HalfPeakTime { get; init; }

    /// <summary>The interval of <see cref="HalfPeakTime"/>, by the same bootstrap over subjects.</summary>
    public required Interval HalfPeakConfidence { get; init; }

    /// <summary>
    /// The first time with an adjusted p of at most <see cref="SignificanceLevel"/>; NaN where there is none. With cluster mass, the beginning of a
    /// significant cluster, which is no test of when an effect begins.
    /// </summary>
    public required double Onset { get; init; }

    /// <summary>What was tested: <c>ClusterMass p &lt; 0.05</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>The t that forms clusters; NaN where the statistic needs none.</summary>
    public required double ClusterThreshold { get; init; }

    /// <summary>Number of sign flips.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>Number of pairs of stimuli that were compared.</summary>
    public required int PairCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The mean similarity as a table, model time × time.</summary>
    public double[,] ToTable()
    {
        double[,] table = new double[ModelTime.Count, Time.Count];
        for (int i = 0; i < Similarity.Count; i++)
        {
            table[i / Time.Count, i % Time.Count] = Similarity[i];
        }

        return table;
    }

    /// <summary>Model, region, peak and onset.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} × {Region}: {Method} up to {Peak:F3} at {PeakTime:G5}, {(double.IsNaN(Onset) ? "nowhere significant" : $"significant from {Onset:G5}")}");
}
