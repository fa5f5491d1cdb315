namespace DnnBrain.Rsa.Transforms;

/// <summary>
/// A change of the dissimilarities of one RDM. Those on offer are listed here and nowhere else; parameter checks, completion and help read
/// <see cref="All"/>.
/// </summary>
public abstract class RdmTransform : INamedChoice<RdmTransform>
{
    private protected RdmTransform(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>All transforms.</summary>
    public static IReadOnlyList<RdmTransform> All { get; } = Array.AsReadOnly<RdmTransform>(
    [
        new RankTransform(), new SqrtTransform(), new SquareTransform(), new PositiveTransform(), new MinMaxTransform(), new GeotopologicalTransform(), new GeodesicTransform(),
    ]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>The transform of that name, in any case.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>RdmTransformNotFound</c>; the message lists those there are).</exception>
    public static RdmTransform Parse(string name) =>
        All.FirstOrDefault(transform => string.Equals(transform.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "RdmTransformNotFound",
            ErrorKind.NotFound,
            $"There is no transform '{name}'. There are: {string.Join(", ", All.Select(transform => transform.Name))}.",
            name);

    /// <summary>Transforms an RDM.</summary>
    /// <param name="rdm">The RDM; pairs that are NaN stay so and do not count.</param>
    /// <param name="options">The quantiles of Geotopological.</param>
    /// <param name="observer">Told where nothing can be said.</param>
    /// <param name="token">Stops between two stimuli.</param>
    /// <returns>A new RDM whose metric says what was done: <c>Rank(Correlation)</c>.</returns>
    /// <exception cref="DnnBrainException">The quantiles are not in order between 0 and 1 (<c>QuantileInvalid</c>).</exception>
    public Rdm Apply(Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(rdm);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        double[] values = rdm.AsSpan().ToArray();
        Apply(values, rdm, options, observer, token);
        return new Rdm(
            rdm.Name,
            $"{Name}({rdm.Metric})",
            rdm.StimulusId,
            values,
            new Provenance { Operation = "Convert-Rdm", Parameters = Describe(options), Sources = [rdm.Provenance] })
        {
            Source = rdm.Source,
            Subject = rdm.Subject,
            Time = rdm.Time,
            Evidence = rdm.Evidence,
        };
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Changes the condensed values in place.</summary>
    internal abstract void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token);

    private protected virtual Dictionary<string, string> Describe(RdmTransformOptions options) => new() { ["Transform"] = Name };

    /// <summary>The smallest and the largest value that is there; NaN where there is none.</summary>
    private protected static (double Smallest, double Largest) Range(double[] values)
    {
        double[] present = [.. values.Where(value => !double.IsNaN(value))];
        return present.Length == 0 ? (double.NaN, double.NaN) : (present.Min(), present.Max());
    }
}
