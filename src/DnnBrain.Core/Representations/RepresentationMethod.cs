using DnnBrain.Statistics.Inference;

namespace DnnBrain.Representations;

/// <summary>
/// A similarity or distance of two sets of patterns to the same stimuli, whatever their units. The methods on offer are listed here and nowhere else;
/// parameter checks, completion and help read <see cref="All"/>.
/// </summary>
public abstract class RepresentationMethod : INamedChoice<RepresentationMethod>
{
    private protected RepresentationMethod(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Centred kernel alignment of linear kernels.</summary>
    public static RepresentationMethod LinearCka { get; } = new KernelAlignment(
        "LinearCka", "Centred kernel alignment of linear kernels, 0 to 1; grows with units, even of noise.", KernelKind.Linear);

    /// <summary>The same from unbiased estimates.</summary>
    public static RepresentationMethod DebiasedCka { get; } = new KernelAlignment(
        "DebiasedCka", "Linear CKA from unbiased estimates: about 0 without a relation, however many the units.", KernelKind.Debiased);

    /// <summary>Centred kernel alignment of Gaussian kernels.</summary>
    public static RepresentationMethod RbfCka { get; } = new KernelAlignment(
        "RbfCka", "CKA of Gaussian kernels, as wide as a share of the median distance of stimuli: near neighbours count most.", KernelKind.Gaussian);

    /// <summary>Procrustes distance.</summary>
    public static RepresentationMethod Procrustes { get; } = new ProcrustesMethod();

    /// <summary>Mean canonical correlation.</summary>
    public static RepresentationMethod Cca { get; } = new CanonicalMethod(
        "Cca", "Mean canonical correlation of the leading principal components.", weighted: false);

    /// <summary>Projection-weighted mean canonical correlation.</summary>
    public static RepresentationMethod ProjectionWeightedCca { get; } = new CanonicalMethod(
        "ProjectionWeightedCca", "Mean canonical correlation, weighted by how much of the model's activity lies along each.", weighted: true);

    /// <summary>All methods.</summary>
    public static IReadOnlyList<RepresentationMethod> All { get; } = Array.AsReadOnly([LinearCka, DebiasedCka, RbfCka, Procrustes, Cca, ProjectionWeightedCca]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>Whether the value is a distance, 0 for equal representations.</summary>
    public virtual bool IsDistance => false;

    /// <summary>Fewest stimuli with which it says anything.</summary>
    internal virtual int FewestStimuli => 3;

    /// <summary>The method of that name, in any case.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>RepresentationMethodNotFound</c>; the message lists those there are).</exception>
    public static RepresentationMethod Parse(string name) =>
        All.FirstOrDefault(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "RepresentationMethodNotFound",
            ErrorKind.NotFound,
            $"Representations cannot be compared by '{name}'. There are: {string.Join(", ", All.Select(method => method.Name))}.",
            name);

    /// <summary>Prepares a representation once for comparisons with any number of others.</summary>
    /// <exception cref="DnnBrainException">
    /// It cannot be compared: its patterns are all the same (<c>RepresentationConstant</c>), and others a method names.
    /// </exception>
    internal abstract PreparedRepresentation Prepare(Representation representation, bool isModel, RepresentationComparisonOptions options, IRunObserver observer);

    /// <summary>Bytes that <see cref="Prepare"/> works with for n stimuli, what it gives included.</summary>
    internal abstract long PreparationBytes(int n);

    /// <summary>The similarity, larger for more alike; thread-safe.</summary>
    internal abstract double Similarity(PreparedRepresentation model, PreparedRepresentation reference);

    /// <summary>The value that is shown, from the similarity that is tested.</summary>
    internal virtual double ToValue(double similarity) => similarity;

    /// <summary>Similarities of all pairs as a function of the labels of the models' stimuli.</summary>
    internal abstract IStimulusStatistic Statistic(int stimulusCount, IReadOnlyList<PreparedRepresentation> models, IReadOnlyList<PreparedRepresentation> references);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The problem of patterns that do not differ.</summary>
    private protected static DnnBrainException Constant(Representation representation) => new(
        "RepresentationConstant",
        ErrorKind.InvalidData,
        $"'{representation}' cannot be compared: its patterns are the same to all stimuli.",
        representation.Name);
}
