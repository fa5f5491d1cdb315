using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Core.Tests.Networks.Extraction;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Formats.Weights;

public sealed class ModelWeightsTests : TensorTest
{
    private static readonly NetworkDefinition s_fashionnet = ModelCatalog.Get("fashionnet");

    [Fact]
    public void Load_WithoutAFile_TakesTheWeightsThatTheCatalogueNames()
    {
        using DnnModel model = ModelWeights.Load(s_fashionnet, path: null, CPU);
        Assert.Equal(s_fashionnet.WeightsSha256, model.WeightsSha256);
        Assert.Null(model.Seed);
    }

    [Fact]
    public void Load_OfTheShippedNetwork_AnswersAsPyTorchWithPillow()
    {
        JsonElement reference = TestData.Json("fashionnet.images.json");
        using DnnModel model = ModelWeights.Load(s_fashionnet, path: null, CPU);
        Activation activation = Extract(model, ExampleImages.All);
        foreach (JsonProperty image in reference.GetProperty("outputs").EnumerateObject())
        {
            double[] expected = reference.GetProperty("outputs").Doubles(image.Name);
            // Relative to the largest output, as sums of single precision cancel in the others.
            double tolerance = 1e-4 * expected.Max(Math.Abs);
            Assert.All(expected.Zip(activation.GetPattern(image.Name)), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }

        int right = ExampleImages.All.Count(stimulus => Label(activation.GetPattern(stimulus.Id)) == stimulus.Label);
        Assert.Equal(reference.GetProperty("right").GetInt32(), right);
    }

    [Fact]
    public void Load_OfAFile_HasItsHashAndItsAnswers()
    {
        using var folder = new TemporaryFolder();
        using DnnModel untrained = DnnModel.Untrained(s_fashionnet, seed: 3, CPU);
        string file = folder.File("weights.safetensors");
        SafetensorsWriter.Write(file, overwrite: false, [.. untrained.Parameters.Select(p => SafetensorsTensor.FromSingle(p.Key, p.Value.shape, p.Value.AsReadOnlySpan<float>()))]);
        using DnnModel loaded = ModelWeights.Load(s_fashionnet, file, CPU);
        Assert.Equal(InputFile.FromFile(file).Sha256, loaded.WeightsSha256);
        Assert.Equal(Extract(untrained, ExampleImages.First(2)).ToArray(), Extract(loaded, ExampleImages.First(2)).ToArray());
        File.Delete(file);
    }

    [Fact]
    public void Load_OfSafetensorsWithCounters_PassesThemOver()
    {
        using var folder = new TemporaryFolder();
        using DnnModel untrained = DnnModel.Untrained(s_fashionnet, seed: 3, CPU);
        string file = folder.File("counted.safetensors");
        SafetensorsTensor[] tensors = [.. untrained.Parameters.Select(p => SafetensorsTensor.FromSingle(p.Key, p.Value.shape, p.Value.AsReadOnlySpan<float>()))];
        SafetensorsWriter.Write(file, overwrite: false, [.. tensors, new SafetensorsTensor("norm.num_batches_tracked", SafetensorsDataType.I64, [], new byte[8])]);
        using DnnModel loaded = ModelWeights.Load(s_fashionnet, file, CPU);
        Assert.Empty(loaded.UnusedWeights);
    }

    [Fact]
    public void Load_OfAnotherNetworksFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("other.safetensors");
        SafetensorsWriter.Write(file, overwrite: false, [SafetensorsTensor.FromSingle("weight", [2], [1, 2])]);
        var error = Assert.Throws<DnnBrainException>(() => ModelWeights.Load(s_fashionnet, file, CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("weight (2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfATensorWithoutElements_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("empty.safetensors");
        SafetensorsWriter.Write(file, overwrite: false, [SafetensorsTensor.FromSingle("weight", [0, 2], [])]);
        Assert.Equal("FileInvalid", Assert.Throws<DnnBrain.Formats.InvalidFileContentException>(() => ModelWeights.Load(s_fashionnet, file, CPU)).ErrorId);
    }

    [Fact]
    public void Load_OfAMissingFile_IsRefused() =>
        Assert.Equal("FileNotFound", Assert.ThrowsAny<DnnBrainException>(() => ModelWeights.Load(s_fashionnet, "/absent.safetensors", CPU)).ErrorId);

    private static string Label(float[] outputs) => Array.IndexOf(outputs, outputs.Max()).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Activation Extract(DnnModel model, IReadOnlyList<Stimulus> stimuli)
    {
        using var sink = new MemoryActivationSink();
        return new ActivationExtractor(model, new ExtractionOptions { Layers = ["fc2"] }).Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None).Single();
    }
}
