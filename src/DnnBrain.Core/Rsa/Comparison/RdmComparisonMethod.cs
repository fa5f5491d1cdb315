using DnnBrain.Rsa.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// A similarity of two RDMs. The methods on offer are listed here and nowhere else; parameter checks, completion and help read
/// <see cref="All"/>.
/// </summary>
public abstract class RdmComparisonMethod : INamedChoice<RdmComparisonMethod>
{
    private protected RdmComparisonMethod(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Rank correlation.</summary>
    public static RdmComparisonMethod Spearman { get; } = new SpearmanMethod();

    /// <summary>Linear correlation.</summary>
    public static RdmComparisonMethod Pearson { get; } = new PearsonMethod();

    /// <summary>Kendall's τ-a.</summary>
    public static RdmComparisonMethod KendallTauA { get; } = new KendallMethod(correctsTies: false);

    /// <summary>Kendall's τ-b.</summary>
    public static RdmComparisonMethod KendallTauB { get; } = new KendallMethod(correctsTies: true);

    /// <summary>Spearman's ρ-a, its expectation when ties are broken at random.</summary>
    public static RdmComparisonMethod RhoA { get; } = new RhoAMethod();

    /// <summary>The cosine of the angle between dissimilarities.</summary>
    public static RdmComparisonMethod Cosine { get; } = new CosineMethod();

    /// <summary>Whitened cosine.</summary>
    public static RdmComparisonMethod CosineCov { get; } = new WhitenedMethod(subtractsMean: false);

    /// <summary>Whitened correlation.</summary>
    public static RdmComparisonMethod CorrelationCov { get; } = new WhitenedMethod(subtractsMean: true);

    /// <summary>Bures similarity of kernels.</summary>
    public static RdmComparisonMethod Bures { get; } = new BuresMethod();

    /// <summary>Negative Riemannian distance of kernels.</summary>
    public static RdmComparisonMethod NegativeRiemannian { get; } = new NegativeRiemannianMethod();

    /// <summary>All methods.</summary>
    public static IReadOnlyList<RdmComparisonMethod> All { get; } = Array.AsReadOnly(
        [Spearman, Pearson, KendallTauA, KendallTauB, RhoA, Cosine, CosineCov, CorrelationCov, Bures, NegativeRiemannian]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>
    /// Whether 0 means no relation. Where it does not, as with the cosine of dissimilarities that are all positive, neither
    /// a test over subjects against 0 nor a two-sided one means anything.
    /// </summary>
    public virtual bool IsSigned => true;

    /// <summary>
    /// The product of two vectors that the similarity is, in the parts that a weighted sample changes; for one that is no product the
    /// nearest one: weights of models are fitted in it.
    /// </summary>
    internal abstract PairForm Form { get; }

    /// <summary>Whether the similarity is the product of <see cref="Form"/>.</summary>
    internal virtual bool IsProduct => true;

    /// <summary>
    /// Whether a stimulus that a sample holds twice means something. Where it does not, there is no bootstrap over stimuli.
    /// </summary>
    internal virtual bool CountsCopies => true;

    /// <summary>
    /// Whether samples of stimuli give values around the observed one. Where fewer different stimuli are more alike, the draws' spread says
    /// something and their place does not.
    /// </summary>
    internal virtual bool KeepsPlaceUnderDraws => true;

    /// <summary>How subjects are pooled for a noise ceiling, in words.</summary>
    internal virtual string Pool =>
        Form.IsRanked ? "mean of ranks, ranked again" : Form.IsWhitened ? "mean of whitened unit vectors" : Form.IsCentered ? "mean of z-scores" : "mean of unit vectors";

    /// <summary>Whether an RDM must have different values to be compared.</summary>
    internal virtual bool NeedsVariation => true;

    /// <summary>Whether every pair must have a value: kernels are made from whole RDMs only.</summary>
    internal virtual bool NeedsAllPairs => false;

    /// <summary>Whether a covariance of the stimuli means something to it.</summary>
    internal virtual bool TakesStimulusCovariance => false;

    /// <summary>Whether nuisance RDMs can be taken out of it.</summary>
    internal virtual bool TakesNuisances => false;

    /// <summary>The method of that name, in any case.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>ComparisonMethodNotFound</c>; the message lists those there are).</exception>
    public static RdmComparisonMethod Parse(string name) =>
        All.FirstOrDefault(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "ComparisonMethodNotFound",
            ErrorKind.NotFound,
            $"RDMs cannot be compared by '{name}'. There are: {string.Join(", ", All.Select(method => method.Name))}.",
            name);

    /// <summary>Throws unless the similarity is a product of two vectors.</summary>
    /// <exception cref="DnnBrainException">It is none (<c>ComparisonNotWeighable</c>; the message lists those that are).</exception>
    internal void RequireProduct()
    {
        if (!IsProduct)
        {
            throw new DnnBrainException(
                "ComparisonNotWeighable",
                ErrorKind.NotSupported,
                $"Weights of RDMs are fitted and scored by products of two vectors; '{this}' is none. There are: {string.Join(", ", All.Where(method => method.IsProduct).Select(method => method.Name))}.",
                Name);
        }
    }

    /// <summary>Makes what compares RDMs of given stimuli and pairs.</summary>
    internal abstract BoundComparison Bind(ComparisonSpace space);

    /// <summary>
    /// Makes the similarity under weighted samples of stimuli where it is no product; by writing copies out, unless a method knows better.
    /// </summary>
    internal virtual SampleComparison Sample(ComparisonSpace space) => new CopiedSample(this, space);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
