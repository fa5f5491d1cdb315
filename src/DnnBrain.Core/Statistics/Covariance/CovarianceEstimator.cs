namespace DnnBrain.Statistics.Covariance;

/// <summary>
/// A way to estimate a covariance from residuals. Those on offer are listed here and nowhere else; parameter checks, completion and help read
/// <see cref="All"/>.
/// </summary>
public abstract class CovarianceEstimator : INamedChoice<CovarianceEstimator>
{
    private protected CovarianceEstimator(string name, string alias, string description)
    {
        Name = name;
        Alias = alias;
        Description = description;
    }

    /// <summary>The sum of squares and products divided by the degrees of freedom.</summary>
    public static CovarianceEstimator Full { get; } = new FullCovariance();

    /// <summary>Variances only.</summary>
    public static CovarianceEstimator Diagonal { get; } = new DiagonalCovariance();

    /// <summary>Drawn towards equal variances without covariances.</summary>
    public static CovarianceEstimator LedoitWolf { get; } = new LedoitWolfCovariance();

    /// <summary>Correlations drawn towards 0; variances stay.</summary>
    public static CovarianceEstimator SchaeferStrimmer { get; } = new SchaeferStrimmerCovariance();

    /// <summary>All estimators.</summary>
    public static IReadOnlyList<CovarianceEstimator> All { get; } = Array.AsReadOnly([Full, Diagonal, LedoitWolf, SchaeferStrimmer]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What rsatoolbox calls it, without the underscore.</summary>
    public string Alias { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>Whether Σ x xᵀ is needed, not only its diagonal.</summary>
    internal virtual bool NeedsCrossProducts => true;

    /// <summary>Whether Σ (x∘x)(x∘x)ᵀ is needed.</summary>
    internal virtual bool NeedsSquareProducts => false;

    /// <summary>The estimator of that name or alias, in any case, with or without underscores.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>CovarianceEstimatorNotFound</c>; the message lists those there are).</exception>
    public static CovarianceEstimator Parse(string name) =>
        All.FirstOrDefault(estimator =>
            string.Equals(estimator.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(estimator.Alias, name?.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "CovarianceEstimatorNotFound",
            ErrorKind.NotFound,
            $"There is no estimator of covariance '{name}'. There are: {string.Join(", ", All.Select(estimator => estimator.Name))}.",
            name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Estimates.</summary>
    /// <param name="moments">The residuals.</param>
    /// <param name="degreesOfFreedom">What sums of squares are divided by; positive.</param>
    internal abstract CovarianceEstimate Estimate(ResidualMoments moments, double degreesOfFreedom);
}
