using DnnBrain.Formats.Safetensors;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Download;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Download;

/// <summary>The variable that names the cache is the process': these tests do not run beside others that load networks.</summary>
public sealed class WeightDownloadTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Theory]
    [InlineData("Linux", "", "", "/home/me/.cache/dnnbrain/weights")]
    [InlineData("Linux", "", "/var/me", "/var/me/dnnbrain/weights")]
    [InlineData("Linux", "", "relative", "/home/me/.cache/dnnbrain/weights")]
    [InlineData("MacOS", "", "", "/home/me/Library/Caches/DnnBrain/weights")]
    [InlineData("Windows", "", "", "/home/me/local/DnnBrain/weights")]
    [InlineData("Linux", "/data", "/var/me", "/data/weights")]
    public void Folder_OfEachSystem_IsWhereCachesBelong(string system, string data, string xdg, string expected)
    {
        string? Variable(string name) => name switch
        {
            WeightCache.Variable => data,
            "XDG_CACHE_HOME" => xdg,
            "LOCALAPPDATA" => "/home/me/local",
            _ => null,
        };
        Assert.Equal(expected, WeightCache.FolderOf(system, Variable, "/home/me").Replace('\\', '/'));
    }

    [Fact]
    public void Folder_OfARelativePath_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() => WeightCache.FolderOf("Linux", _ => "data", "/home/me"));
        Assert.Equal("DataFolderInvalid", error.ErrorId);
    }

    [Fact]
    public void Load_AfterADownload_FindsTheFileByTheNetworksName()
    {
        using var data = new DataFolder();
        byte[] file = Weights(data);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(file));
        NetworkDefinition network = Define(server.Address("/models/net-12.safetensors"), Hash(file)[..8]);

        Assert.Equal("WeightsNotFound", Assert.Throws<DnnBrainException>(() => ModelWeights.Load(network, null, CPU)).ErrorId);
        SavedWeight saved = WeightDownload.Save(network, null, false, new DownloadOptions(), new RecordingObserver(), CancellationToken.None);
        using DnnModel model = ModelWeights.Load(network, null, CPU);

        Assert.Equal(Path.Combine(data.Folder.Path, "weights", "net-12.safetensors"), saved.Path);
        Assert.Equal((Hash(file), file.LongLength, network.Name), (saved.Sha256, saved.Length, saved.Name));
        Assert.Equal(Hash(file), model.WeightsSha256);
    }

    [Fact]
    public void Load_OfACachedFileThatWasChanged_SaysHowToGetItAnew()
    {
        using var data = new DataFolder();
        Weights(data);
        Directory.CreateDirectory(WeightCache.Folder);
        File.Move(data.Folder.File("source.safetensors"), Path.Combine(WeightCache.Folder, "net.safetensors"));
        NetworkDefinition network = Define(new Uri("https://example.org/net.safetensors"), "00000000");

        var error = Assert.Throws<DnnBrainException>(() => ModelWeights.Load(network, null, CPU));

        Assert.Equal("HashMismatch", error.ErrorId);
        Assert.Contains("Save-DnnModelWeight mynet -Force", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WithoutAPublishedHash_WarnsAndHoldsTheFileToWhatCame()
    {
        using var data = new DataFolder();
        byte[] file = Weights(data);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(file));
        NetworkDefinition network = Define(server.Address("/net.safetensors"), null);
        var observer = new RecordingObserver();

        SavedWeight saved = WeightDownload.Save(network, null, false, new DownloadOptions(), observer, CancellationToken.None);

        Assert.Null(saved.PublishedSha256);
        Assert.Contains(Hash(file), Assert.Single(observer.Warnings), StringComparison.Ordinal);
        using (DnnModel model = ModelWeights.Load(network, null, CPU))
        {
            Assert.Null(model.HasCatalogueWeights);
        }

        file[^1] ^= 1;
        File.WriteAllBytes(saved.Path, file);
        Assert.Equal("HashMismatch", Assert.Throws<DnnBrainException>(() => ModelWeights.Load(network, null, CPU)).ErrorId);
        Assert.Equal("HashMismatch", Assert.Throws<DnnBrainException>(() => WeightDownload.Save(network, null, false, new DownloadOptions(), observer, CancellationToken.None)).ErrorId);
        WeightDownload.Save(network, null, true, new DownloadOptions(), observer, CancellationToken.None);
        ModelWeights.Load(network, null, CPU).Dispose();
    }

    [Fact]
    public void Load_WithoutTheFile_SaysWhereItWasLookedForAndHowToGetIt()
    {
        using var data = new DataFolder();
        var error = Assert.Throws<DnnBrainException>(() => ModelWeights.Load(ModelCatalog.Get("alexnet"), path: null, CPU));
        Assert.Equal("WeightsNotFound", error.ErrorId);
        Assert.Contains("https://download.pytorch.org/models/alexnet-owt-7be5be79.pth", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save-DnnModelWeight alexnet", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(data.Folder.Path, "weights", "alexnet-owt-7be5be79.pth"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WithoutAPublishedHash_WarnsWithTheHashThatCame()
    {
        using var data = new DataFolder();
        byte[] file = Weights(data);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(file));
        var observer = new RecordingObserver();

        WeightDownload.Save(Define(server.Address(), null), data.Folder.Path, false, new DownloadOptions(), observer, CancellationToken.None);

        Assert.Contains(Hash(file), Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(data.Folder.File("weights.bin")));
    }

    [Fact]
    public void Save_OfWeightsThatComeWithTheModule_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() =>
            WeightDownload.Save(s_fashionnet, null, false, new DownloadOptions(), new RecordingObserver(), CancellationToken.None));
        Assert.Equal("WeightsNotDownloadable", error.ErrorId);
    }

    [Fact]
    public void Save_ToAMissingFolder_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() => WeightDownload.Save(
            ModelCatalog.Get("alexnet"), "/absent", false, new DownloadOptions(), new RecordingObserver(), CancellationToken.None));
        Assert.Equal("FolderNotFound", error.ErrorId);
    }

    /// <summary>Fashionnet's graph with weights from elsewhere.</summary>
    private static NetworkDefinition Define(Uri address, string? hash) => new("mynet", () => s_fashionnet.Graph)
    {
        Preprocessing = s_fashionnet.Preprocessing,
        Task = "none",
        TrainingData = "none",
        Architecture = "CNN",
        Reference = "none",
        Licence = "none",
        WeightsSource = address.AbsoluteUri,
        WeightsUrl = address,
        WeightsSha256 = hash,
    };

    private static byte[] Weights(DataFolder data)
    {
        using DnnModel model = DnnModel.Untrained(s_fashionnet, seed: 3, CPU);
        string path = data.Folder.File("source.safetensors");
        SafetensorsWriter.Write(path, overwrite: false, [.. model.Parameters.Select(p => SafetensorsTensor.FromSingle(p.Key, p.Value.shape, p.Value.AsReadOnlySpan<float>()))]);
        return File.ReadAllBytes(path);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    /// <summary>A data folder of the test's own.</summary>
    private sealed class DataFolder : IDisposable
    {
        private readonly string? _before = Environment.GetEnvironmentVariable(WeightCache.Variable);

        public DataFolder() => Environment.SetEnvironmentVariable(WeightCache.Variable, Folder.Path);

        public TemporaryFolder Folder { get; } = new();

        public void Dispose()
        {
            Environment.SetEnvironmentVariable(WeightCache.Variable, _before);
            Folder.Dispose();
        }
    }
}
