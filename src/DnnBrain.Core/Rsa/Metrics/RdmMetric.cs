namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// A dissimilarity of two patterns. The metrics on offer are listed here and nowhere else; parameter checks, completion and help
/// read <see cref="All"/>.
/// </summary>
public abstract class RdmMetric : INamedChoice<RdmMetric>
{
    private protected RdmMetric(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>1 − Pearson's r over units.</summary>
    public static RdmMetric Correlation { get; } = new CorrelationMetric();

    /// <summary>The Euclidean distance: the root of the sum over units of squared differences.</summary>
    public static RdmMetric Euclidean { get; } = new EuclideanMetric();

    /// <summary>The sum over units of squared differences.</summary>
    public static RdmMetric SquaredEuclidean { get; } = new SquaredEuclideanMetric();

    /// <summary>The mean over units of squared differences.</summary>
    public static RdmMetric MeanSquaredEuclidean { get; } = new MeanSquaredEuclideanMetric();

    /// <summary>1 − the cosine of the angle between patterns.</summary>
    public static RdmMetric Cosine { get; } = new CosineMetric();

    /// <summary>1 − Spearman's ρ over units.</summary>
    public static RdmMetric Spearman { get; } = new SpearmanMetric();

    /// <summary>The squared distance in units of the noise, divided by the number of units.</summary>
    public static RdmMetric Mahalanobis { get; } = new MahalanobisMetric();

    /// <summary>The cross-validated form of <see cref="Mahalanobis"/>.</summary>
    public static RdmMetric Crossnobis { get; } = new CrossnobisMetric();

    /// <summary>The symmetrised Kullback-Leibler divergence of Poisson rates, divided by the number of units.</summary>
    public static RdmMetric PoissonKL { get; } = new PoissonKLMetric();

    /// <summary>The cross-validated form of <see cref="PoissonKL"/>.</summary>
    public static RdmMetric CrossvalidatedPoissonKL { get; } = new CrossvalidatedPoissonKLMetric();

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<RdmMetric> All { get; } = Array.AsReadOnly<RdmMetric>(
    [
        Correlation, Euclidean, Cosine, SquaredEuclidean, MeanSquaredEuclidean, Spearman, new StandardizedEuclideanMetric(), new CityblockMetric(),
        new ChebyshevMetric(), new CanberraMetric(), new BrayCurtisMetric(), new JensenShannonMetric(), Mahalanobis, Crossnobis, PoissonKL,
        CrossvalidatedPoissonKL,
    ]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>What it does with a noise covariance.</summary>
    public virtual NoiseUse Noise => NoiseUse.None;

    /// <summary>Whether it is cross-validated over runs.</summary>
    public virtual bool NeedsRuns => false;

    /// <summary>The metric of that name, in any case.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>RdmMetricNotFound</c>; the message lists those there are).</exception>
    public static RdmMetric Parse(string name) =>
        All.FirstOrDefault(metric => string.Equals(metric.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "RdmMetricNotFound",
            ErrorKind.NotFound,
            $"There is no dissimilarity '{name}'. There are: {string.Join(", ", All.Select(metric => metric.Name))}.",
            name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
