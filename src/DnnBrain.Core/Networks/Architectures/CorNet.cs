using DnnBrain.Networks.Attributes;
using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// CORnet-Z, -RT and -S of Kubilius et al. (2018, 2019): one block for each of the areas V1, V2, V4 and IT. Parameters are named as
/// in the authors' files. <c>V1</c> to <c>IT</c> are an area's answer, which in recurrent areas is that of the last time step;
/// <c>V2_step1</c> is that of the first, and <c>V2.conv1.step1</c> a module's within it. Steps count from 1.
/// </summary>
internal sealed class CorNet : INetworkFamily
{
    internal static readonly string[] Areas = ["V1", "V2", "V4", "IT"];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("cornet_z", "z", "5c427c9c", "CNN", CorNetZ.Build),
        Define("cornet_rt", "rt", "933c001c", "recurrent CNN", CorNetRt.Build),
        Define("cornet_s", "s", "1d3f7974", "recurrent CNN", CorNetS.Build),
    ];

    /// <summary>Ends a network: mean over the map, and a class for each unit.</summary>
    internal static NetworkGraph Decode(NetworkGraphBuilder network, Linear decoder) => network
        .Layer("avgpool", "decoder.avgpool", new AdaptiveAvgPool2d(1, 1))
        .Plumbing("flatten", "decoder.flatten", new Flatten())
        .Layer("fc", "decoder.linear", decoder)
        .Alias("decoder.output")
        .Alias("decoder")
        .Build();

    private static NetworkDefinition Define(string name, string letter, string hash, string architecture, Func<NetworkGraphBuilder, NetworkGraph> build)
    {
        var url = new Uri($"https://s3.amazonaws.com/cornet-models/cornet_{letter}-{hash}.pth");
        return new NetworkDefinition(name, () => build(new NetworkGraphBuilder(new TensorShape(3, 224, 224))))
        {
            Preprocessing = new ImagePreprocessing(new ResizeCrop(256, 224, 224), ChannelNormalization.ImageNet),
            Task = "object classification",
            TrainingData = "ImageNet-1k",
            Architecture = architecture,
            // Each area of CORnet-S adds what it got to what its convolutions make of it; CORnet-RT's sums are over time.
            ArchitectureTraits = letter switch
            {
                "s" => ["CNN", GraphAttributes.Residual],
                "rt" => ["CNN"],
                _ => [],
            },
            Reference = letter == "s"
                ? "Kubilius et al. (2019), Brain-like object recognition with high-performing shallow recurrent ANNs, arXiv:1909.06161"
                : "Kubilius, Schrimpf, Nayebi, Bear, Yamins & DiCarlo (2018), CORnet: modeling the neural mechanisms of core object recognition, bioRxiv 408385",
            Licence = "GPL-3.0",
            WeightsSource = url.AbsoluteUri,
            WeightsUrl = url,
            WeightsSha256 = hash,
        };
    }
}
