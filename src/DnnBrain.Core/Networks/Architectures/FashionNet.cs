using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// A small network that comes with its weights: five convolutions and two fully connected layers for the ten classes of
/// Fashion-MNIST. <c>examples/TrainFashionNet</c> makes the weights.
/// </summary>
internal sealed class FashionNet : INetworkFamily
{
    public IEnumerable<NetworkDefinition> Networks =>
    [
        new NetworkDefinition("fashionnet", Build)
        {
            // Mean and deviation of all pixels of the 60,000 training images.
            Preprocessing = new ImagePreprocessing(new Squash(28, 28), ChannelNormalization.Same(0.2860f, 0.3530f)),
            Task = "object classification",
            TrainingData = "Fashion-MNIST",
            Architecture = "CNN",
            Accuracy = "92.80 % of the 10,000 test images (94.59 % of the 60,000 training images)",
            Classes = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            Reference = "Xiao, Rasul & Vollgraf (2017), Fashion-MNIST, arXiv:1708.07747 (the images)",
            Licence = "MIT",
            WeightsSource = "embedded; made by examples/TrainFashionNet",
            WeightsSha256 = "a26ca1a83a26b222557277a525f35db18bb769f032fd767a0cff030f951d41ef",
            EmbeddedWeights = "DnnBrain.Networks.Architectures.fashionnet.safetensors",
        },
    ];

    private static NetworkGraph Build() => new NetworkGraphBuilder(new TensorShape(3, 28, 28))
        .Layer("conv1", "features.0", new Conv2d(16, Kernel: 3, Padding: 1))
        .Layer("conv1_relu", "features.1", new Relu())
        .Layer("conv1_maxpool", "features.2", new MaxPool2d(Kernel: 2, Stride: 2))
        .Layer("conv2", "features.3", new Conv2d(32, Kernel: 3, Padding: 1))
        .Layer("conv2_relu", "features.4", new Relu())
        .Layer("conv2_maxpool", "features.5", new MaxPool2d(Kernel: 2, Stride: 2))
        .Layer("conv3", "features.6", new Conv2d(48, Kernel: 3, Padding: 1))
        .Layer("conv3_relu", "features.7", new Relu())
        .Layer("conv4", "features.8", new Conv2d(64, Kernel: 3, Padding: 1))
        .Layer("conv4_relu", "features.9", new Relu())
        .Layer("conv5", "features.10", new Conv2d(64, Kernel: 3, Padding: 1))
        .Layer("conv5_relu", "features.11", new Relu())
        .Layer("conv5_maxpool", "features.12", new MaxPool2d(Kernel: 2, Stride: 2))
        .Alias("features")
        .Plumbing("flatten", null, new Flatten())
        .Plumbing("dropout", "classifier.0", new Dropout(0.3))
        .Layer("fc1", "classifier.1", new Linear(128))
        .Layer("fc1_relu", "classifier.2", new Relu())
        .Layer("fc2", "classifier.3", new Linear(10))
        .Alias("classifier")
        .Build();
}
