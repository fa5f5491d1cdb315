using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// The face descriptor of Parkhi et al. (2015), a VGG-16 that tells 2,622 persons apart, with the names of Albanie's conversion to
/// PyTorch. Its input is 0 to 255, less the mean of each channel, in the order red, green, blue.
/// </summary>
internal sealed class VggFace : INetworkFamily
{
    private static readonly Uri s_url = new("https://www.robots.ox.ac.uk/~albanie/models/pytorch-mcn/vgg_face_dag.pth");
    private static readonly (int Convolutions, int Channels)[] s_blocks = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new NetworkDefinition("vgg_face", Build)
        {
            // (x / 255 - mean / 255) / (1 / 255) is x - mean.
            Preprocessing = new ImagePreprocessing(
                new Squash(224, 224),
                new ChannelNormalization([129.186279296875f / 255, 104.76238250732422f / 255, 93.59396362304688f / 255], [1 / 255f, 1 / 255f, 1 / 255f])),
            Task = "face recognition",
            TrainingData = "VGG-Face",
            Architecture = "CNN",
            Reference = "Parkhi, Vedaldi & Zisserman (2015), Deep face recognition, British Machine Vision Conference",
            Licence = "for non-commercial research",
            WeightsSource = s_url.AbsoluteUri,
            WeightsUrl = s_url,
        },
    ];

    private static NetworkGraph Build()
    {
        var network = new NetworkGraphBuilder(new TensorShape(3, 224, 224));
        for (int block = 1; block <= s_blocks.Length; block++)
        {
            (int convolutions, int channels) = s_blocks[block - 1];
            for (int i = 1; i <= convolutions; i++)
            {
                Add(network, $"conv{block}_{i}", new Conv2d(channels, Kernel: 3, Padding: 1));
                Add(network, $"relu{block}_{i}", new Relu());
            }

            Add(network, $"pool{block}", new MaxPool2d(Kernel: 2, Stride: 2));
        }

        network.Plumbing("flatten", null, new Flatten());
        foreach (int layer in new[] { 6, 7 })
        {
            Add(network, $"fc{layer}", new Linear(4096));
            Add(network, $"relu{layer}", new Relu());
            network.Plumbing($"dropout{layer}", $"dropout{layer}", new Dropout(0.5));
        }

        return Add(network, "fc8", new Linear(2622)).Build();
    }

    /// <summary>Modules are called what DNNBrain calls the layers.</summary>
    private static NetworkGraphBuilder Add(NetworkGraphBuilder network, string name, Operation operation) => network.Layer(name, name, operation);
}
