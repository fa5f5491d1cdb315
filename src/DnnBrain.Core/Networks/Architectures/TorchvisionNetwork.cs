using DnnBrain.Networks.Preprocessing;
using DnnBrain.Torch;

namespace DnnBrain.Networks.Architectures;

/// <summary>A network whose ImageNet weights torchvision publishes: what all of them have in common.</summary>
/// <param name="Name">Torchvision's name.</param>
/// <param name="Hash">The first eight digits of the SHA-256 of the weights' file, which its name carries.</param>
/// <param name="Reference">The paper.</param>
internal sealed record TorchvisionNetwork(string Name, string Hash, string Reference)
{
    /// <summary>Height and width of an image.</summary>
    public int Size { get; init; } = 224;

    /// <summary>The length that torchvision brings the shorter side of an image to, before it cuts out the middle.</summary>
    public int Resize { get; init; } = 256;

    /// <summary>The filter that it does this with.</summary>
    public Resampling Filter { get; init; } = Resampling.Bilinear;

    /// <summary>Percent of ImageNet's validation images whose class comes first, as torchvision gives it; null where we do not say.</summary>
    public double? Top1 { get; init; }

    /// <summary>The name of the weights' file before the hash; the network's own where it is null.</summary>
    public string? File { get; init; }

    /// <summary>Torchvision's name for these weights: the first it published, which most papers used, unless it says otherwise.</summary>
    public string Version { get; init; } = "IMAGENET1K_V1";

    /// <summary>The family it belongs to.</summary>
    public string Architecture { get; init; } = "CNN";

    /// <summary>What more is to be said of its architecture.</summary>
    public IReadOnlyList<string> ArchitectureTraits { get; init; } = [];

    /// <summary>Beginnings of names in the file that the network leaves out.</summary>
    public IReadOnlyList<string> UnusedWeights { get; init; } = [];

    /// <summary>Turns a name in the file into the parameter's.</summary>
    public Func<string, string>? ParameterName { get; init; }

    private Uri WeightsUrl => new($"https://download.pytorch.org/models/{File ?? Name}-{Hash}.pth");

    /// <summary>The entry of the catalogue.</summary>
    /// <param name="build">Writes the network down, from an input of <see cref="Size"/>.</param>
    public NetworkDefinition Define(Func<NetworkGraphBuilder, NetworkGraph> build) =>
        new(Name, () => build(new NetworkGraphBuilder(new TensorShape(3, Size, Size))))
        {
            Preprocessing = new ImagePreprocessing(new ResizeCrop(Resize, Size, Size, Filter), ChannelNormalization.ImageNet),
            Task = "object classification",
            TrainingData = "ImageNet-1k",
            Architecture = Architecture,
            ArchitectureTraits = ArchitectureTraits,
            Top1Accuracy = Top1,
            Accuracy = Top1 is { } top1 ? FormattableString.Invariant($"{top1} % of ImageNet's validation images (top 1, published)") : null,
            Reference = Reference,
            Licence = "BSD-3-Clause",
            WeightsSource = WeightsUrl.AbsoluteUri,
            WeightsUrl = WeightsUrl,
            WeightsVersion = Version,
            WeightsSha256 = Hash,
            UnusedWeights = UnusedWeights,
            ParameterName = ParameterName,
        };
}
