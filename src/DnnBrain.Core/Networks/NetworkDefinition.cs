using System.Globalization;
using System.Text.RegularExpressions;
using DnnBrain.Networks.Attributes;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks;

/// <summary>A network of the catalogue: its graph, what it expects of an image, and what is known about it.</summary>
public sealed partial class NetworkDefinition
{
    private readonly Lazy<NetworkGraph> _graph;
    private readonly Lazy<IReadOnlyList<NetworkAttribute>> _attributes;
    private ImagePreprocessing _preprocessing = null!;

    /// <summary>Defines a network.</summary>
    /// <param name="name">The name people type, lower case, for example <c>alexnet</c>.</param>
    /// <param name="graph">Builds the graph; called once, when it is first needed.</param>
    public NetworkDefinition(string name, Func<NetworkGraph> graph)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(graph);
        Name = name;
        _graph = new Lazy<NetworkGraph>(graph);
        _attributes = new Lazy<IReadOnlyList<NetworkAttribute>>(() => Array.AsReadOnly(CollectAttributes()));
    }

    /// <summary>The name people type.</summary>
    public string Name { get; }

    /// <summary>The graph of its modules.</summary>
    public NetworkGraph Graph => _graph.Value;

    /// <summary>What the authors of the weights do to an image before it enters.</summary>
    public required ImagePreprocessing Preprocessing
    {
        get => _preprocessing;
        init => _preprocessing = value;
    }

    /// <summary>The task it was trained on, for example <c>object classification</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The data it was trained on, for example <c>ImageNet-1k</c>.</summary>
    public required string TrainingData { get; init; }

    /// <summary>The family it belongs to, for example <c>CNN</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>How it was trained, for example <c>supervised</c>.</summary>
    public string TrainingMethod { get; init; } = "supervised";

    /// <summary>What more is to be said of its architecture than its family and its graph do, for example <c>Vision transformer</c>.</summary>
    public IReadOnlyList<string> ArchitectureTraits { get; init; } = [];

    /// <summary>
    /// All that holds for it of what networks of the catalogue differ in: task, data and method of training, family, traits, and what
    /// its graph shows, such as <c>residual connections</c>.
    /// </summary>
    public IReadOnlyList<NetworkAttribute> Attributes => _attributes.Value;

    /// <summary>How well the weights do their task, and who says so on which data; null where it is not known.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Percent of the validation images whose class comes first; null where it is not known or the task is another.</summary>
    public double? Top1Accuracy { get; init; }

    /// <summary>The names of the output units, in order; empty where they are not shipped.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The paper that describes it.</summary>
    public required string Reference { get; init; }

    /// <summary>The year of the paper: the first number of four digits in brackets; null where there is none.</summary>
    public int? Year => YearInBrackets().Match(Reference) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>The shape of one input: channel × row × column.</summary>
    public TensorShape InputShape => Graph.InputShape;

    /// <summary>Number of layers that are listed.</summary>
    public int LayerCount => Graph.Layers.Count();

    /// <summary>Number of values that training changes: without the running means and variances of batch norms, as papers count.</summary>
    public long ParameterCount => Graph.Parameters.Where(p => p.Parameter.IsTrainable).Sum(p => p.Parameter.Shape.Count);

    /// <summary>Bytes of the weights in memory, four a value, running means and variances included; a file has about as many.</summary>
    public long Size => sizeof(float) * Graph.ParameterCount;

    /// <summary>The licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights come from, in words or as an address.</summary>
    public required string WeightsSource { get; init; }

    /// <summary>The address of the file with the weights; null where there is none to download.</summary>
    public Uri? WeightsUrl { get; init; }

    /// <summary>Which of the publisher's weights these are, for example <c>IMAGENET1K_V1</c>; null where there is but one.</summary>
    public string? WeightsVersion { get; init; }

    /// <summary>
    /// SHA-256 of the weights' file, lower-case hexadecimal, or as many of its first digits as the publisher gives (eight in the
    /// names of torchvision's files); null where none is pinned.
    /// </summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>Name of the embedded resource with the weights; null where they are a file of the user's.</summary>
    public string? EmbeddedWeights { get; init; }

    /// <summary>
    /// Beginnings of names in the weights' file that the network leaves out: heads that serve training alone. They may be there
    /// or not.
    /// </summary>
    public IReadOnlyList<string> UnusedWeights { get; init; } = [];

    /// <summary>Makes weights that go about in another form those of <see cref="WeightsSource"/>; null where there is no other form.</summary>
    internal Func<IParameterSource, IParameterSource>? AdaptWeights { get; init; }

    /// <summary>Turns a name in the weights' file into the parameter's; null where they are the same.</summary>
    internal Func<string, string>? ParameterName { get; init; }

    /// <summary>The same network for weights that were trained on images of another kind.</summary>
    /// <param name="preprocessing">What is to be done to an image before it enters; <see cref="PreprocessingKind.Model"/> then means this.</param>
    /// <exception cref="DnnBrainException">It gives images of another size than the network takes (<c>ImageSizeMismatch</c>).</exception>
    public NetworkDefinition WithPreprocessing(ImagePreprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        preprocessing.RequireSize(this);
        var other = (NetworkDefinition)MemberwiseClone();
        other._preprocessing = preprocessing;
        return other;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private NetworkAttribute[] CollectAttributes() =>
    [
        new(NetworkAttributeCategory.Task, Task),
        new(NetworkAttributeCategory.TrainingData, TrainingData),
        new(NetworkAttributeCategory.TrainingMethod, TrainingMethod),
        .. ArchitectureTraits
            .Prepend(Architecture)
            .Concat(GraphAttributes.Of(Graph, isRecurrent: Architecture.StartsWith("recurrent", StringComparison.Ordinal)))
            .Select(name => new NetworkAttribute(NetworkAttributeCategory.Architecture, name)),
    ];

    [GeneratedRegex(@"\((\d{4})\)", RegexOptions.CultureInvariant)]
    private static partial Regex YearInBrackets();
}
