using DnnBrain.Formats.PyTorch;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Formats.Weights;

/// <summary>The files of tests/data/generate/network_weights.py, whose values are exact in every type.</summary>
public sealed class CheckpointTests : TensorTest
{
    private static readonly NetworkDefinition s_network = new(
        "small",
        () => new NetworkGraphBuilder(new TensorShape(3, 4, 4))
            .Layer("conv", "features.0", new Conv2d(2, Kernel: 3))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc", "classifier", new Linear(4))
            .Build())
    {
        Preprocessing = new ImagePreprocessing(new Squash(4, 4), ChannelNormalization.ImageNet),
        Task = "none",
        TrainingData = "none",
        Architecture = "CNN",
        Reference = "none",
        Licence = "none",
        WeightsSource = "tests",
    };

    [Theory]
    [InlineData("zip")]
    [InlineData("legacy")]
    [InlineData("half")]
    [InlineData("parameters")]
    [InlineData("checkpoint")]
    [InlineData("checkpoint-legacy")]
    public void Load_OfEveryLayoutOfACheckpoint_FillsTheNetwork(string layout)
    {
        using DnnModel model = ModelWeights.Load(s_network, PathOf(layout), CPU);
        Assert.Equal(["features.0.weight", "features.0.bias", "classifier.weight", "classifier.bias"], model.Parameters.Select(p => p.Key));
        Assert.All(model.Parameters, parameter =>
        {
            float[] values = parameter.Value.AsReadOnlySpan<float>().ToArray();
            Assert.Equal(Enumerable.Range(0, values.Length).Select(i => ((((i * 7) + 3) % 64) - 32) / 2f), values);
        });
    }

    [Theory]
    [InlineData("missing", "classifier.bias", "(4)")]
    [InlineData("extra", "classifier.scale", "(3)")]
    [InlineData("misshapen", "classifier.weight", "4×8", "4×9")]
    public void Load_OfAnotherNetworksCheckpoint_NamesTheParameterAndItsShapes(string layout, params string[] parts)
    {
        var error = Assert.Throws<DnnBrainException>(() => ModelWeights.Load(s_network, PathOf(layout), CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Open_OfAStorageThatCannotBeInTheFile_TakesNoMemory()
    {
        // The directory of the archive promises ten gigabytes, the pickle the same: both lie. A tensor of two elements, one at
        // each end, would have the ten gigabytes read.
        using var folder = new TemporaryFolder();
        string file = folder.File("claim.pth");
        using (var zip = new System.IO.Compression.ZipArchive(File.Create(file), System.IO.Compression.ZipArchiveMode.Create))
        {
            Write(zip, "a/data.pkl", Pickle(count: 1_000_000_000));
            Write(zip, "a/data/0", new byte[64]);
        }

        byte[] bytes = File.ReadAllBytes(file);
        int directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 4_000_000_000u);
        File.WriteAllBytes(file, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DnnBrain.Formats.InvalidFileContentException>(() => new PyTorchReader(file));

        Assert.Contains("cannot hold", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static string PathOf(string layout) => TestData.Path($"pytorch/network-{layout}.pth");

    private static void Write(System.IO.Compression.ZipArchive zip, string name, byte[] content)
    {
        using Stream stream = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    /// <summary>{'w': a tensor of two elements at both ends of a storage of singles}, as torch.save would say it.</summary>
    private static byte[] Pickle(int count)
    {
        const byte tuple = 0x74, tuple1 = 0x85, newFalse = 0x89;
        byte[] length = BitConverter.GetBytes(count);
        byte[] stride = BitConverter.GetBytes(count - 1);
        return
        [
            0x80, 2, .. "}X"u8, 1, 0, 0, 0, .. "wctorch._utils\n_rebuild_tensor_v2\n(("u8,
            .. "X"u8, 7, 0, 0, 0, .. "storagectorch\nFloatStorage\nX"u8, 1, 0, 0, 0, .. "0X"u8, 3, 0, 0, 0, .. "cpuJ"u8, .. length, tuple, .. "Q"u8,
            .. "K"u8, 0, .. "K"u8, 2, tuple1, .. "J"u8, .. stride, tuple1, newFalse, .. "}"u8, tuple, .. "Rs."u8,
        ];
    }
}
