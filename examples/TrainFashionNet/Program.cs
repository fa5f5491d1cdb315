using System.Globalization;
using System.Security.Cryptography;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Networks;
using TrainFashionNet;
using static DnnBrain.Torch.torch;

const string DefaultData = "/usr/share/datasets/fashion-mnist";
const int ThreadCount = 1;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
NetworkDefinition definition = ModelCatalog.Get("fashionnet");
switch (args)
{
    case ["train", string file, .. string[] rest]:
        return Train(file, rest.Length > 0 ? rest[0] : DefaultData);
    case ["export", string folder, .. string[] rest]:
        StimulusExport.Write(FashionMnist.Read(rest.Length > 0 ? rest[0] : DefaultData, "t10k"), definition.Classes, folder);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: TrainFashionNet train FILE.safetensors [DATA]   trains and writes the weights
                   TrainFashionNet export FOLDER [DATA]            writes 120 test images and their table
            DATA is the folder of Fashion-MNIST's four .gz files; /usr/share/datasets/fashion-mnist by default.
            """);
        return 2;
}

int Train(string file, string data)
{
    const long Seed = 1;

    // One thread, so that sums have one order and the same seed gives the same bits, and so that other work on the machine
    // does not make threads wait for each other.
    set_num_threads(ThreadCount);
    FashionMnist training = FashionMnist.Read(data, "train");
    FashionMnist test = FashionMnist.Read(data, "t10k");
    using DnnModel model = DnnModel.Untrained(definition, Seed, CPU);
    var trainer = new Trainer(model, training, Seed);
    trainer.Train();
    Console.WriteLine($"training accuracy {trainer.Accuracy(training):P2} of {training.Count} images");
    Console.WriteLine($"test accuracy     {trainer.Accuracy(test):P2} of {test.Count} images");
    SafetensorsWriter.Write(file, overwrite: true, [.. model.Parameters.Select(p =>
        SafetensorsTensor.FromSingle(p.Key, p.Value.shape, p.Value.AsReadOnlySpan<float>()))]);
    Console.WriteLine($"SHA-256           {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
    return 0;
}
