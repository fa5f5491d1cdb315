using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Brain;
using DnnBrain.Encoding;
using DnnBrain.Formats.LabelTable;
using DnnBrain.Formats.Nifti;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

/// <summary>The example data: what examples/SimulateBrain has planted is found again, from the images on.</summary>
public sealed class SimulatedBrainTests : IClassFixture<SimulatedBrainTests.Analysis>
{
    private readonly Analysis _analysis;

    public SimulatedBrainTests(Analysis analysis) => _analysis = analysis;

    [Fact]
    public void Images_AreEightSubjectsThatSayTheyAreSimulated()
    {
        Assert.Equal(8, _analysis.Images.Count);
        Assert.All(_analysis.Images, image => Assert.StartsWith("SIMULATED", image.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Rdms_OfThePatterns_AreThoseOfTheFile()
    {
        Assert.Equal(_analysis.Patterns.Count, _analysis.References.Count);
        foreach (BrainPattern pattern in _analysis.Patterns)
        {
            Rdm stored = Assert.Single(_analysis.References, rdm => rdm.Name == pattern.Name && rdm.Subject == pattern.Subject);
            Rdm made = RdmBuilder.Build(pattern, new RdmOptions(), SilentObserver.Instance, CancellationToken.None);

            // Only the order of a product's sums may differ from machine to machine.
            Assert.All(stored.Dissimilarity.Zip(made.Dissimilarity), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Theory]
    [InlineData("early")]
    [InlineData("late")]
    public void Rsa_BestLayer_IsAPlantedOne(string region)
    {
        RsaComparison[] comparisons = [.. _analysis.Comparisons.Where(comparison => comparison.Region == region)];
        RsaComparison best = comparisons.MaxBy(comparison => comparison.Correlation)!;
        string[] planted = _analysis.Layers(region);

        Assert.Contains(best.Name, planted);
        Assert.True(best.AdjustedPValue < 0.01);
        string[] others = region == "early" ? ["conv4_relu", "conv5_relu", "fc1_relu", "fc2"] : ["conv1_relu", "conv2_relu", "conv3_relu", "conv4_relu"];
        Assert.All(
            comparisons.Where(comparison => others.Contains(comparison.Name)),
            other => Assert.True(best.Correlation - other.Correlation > 4 * best.StandardError, $"{other.Name} comes close to {best.Name}"));
    }

    [Theory]
    [InlineData("early")]
    [InlineData("late")]
    public void Rsa_Ceiling_IsClearlyBelowOne(string region)
    {
        RsaComparison comparison = _analysis.Comparisons.First(c => c.Region == region);

        Assert.InRange(comparison.CeilingLower, 0.3, 0.6);
        Assert.InRange(comparison.CeilingUpper, comparison.CeilingLower, 0.8);
    }

    [Theory]
    [InlineData("early", "conv1_relu", "fc1_relu")]
    [InlineData("late", "fc1_relu", "conv1_relu")]
    public void Encoding_PlantedLayer_PredictsBetter(string region, string planted, string other)
    {
        foreach (BrainPattern pattern in _analysis.Patterns.Where(p => p.Name == region && p.Subject is ("sub-01" or "sub-02")))
        {
            double Accuracy(string layer) => EncodingCrossValidation.Run(
                new EncodingModel(_analysis.Activations[layer], pattern, new EncodingOptions()),
                new EncodingValidationOptions { Seed = 1 },
                SilentObserver.Instance,
                CancellationToken.None).MedianAccuracy;

            double best = Accuracy(planted);
            Assert.InRange(best, 0.2, 0.7);
            Assert.True(best > Accuracy(other) + 0.03, $"{region}, {pattern.Subject}");
        }
    }

    /// <summary>Reads the data and compares all layers once for all tests.</summary>
    public sealed class Analysis
    {
        private readonly JsonElement _truth;

        public Analysis()
        {
            string data = Path.Combine(TestData.RepositoryRoot, "examples", "data");
            string brain = Path.Combine(data, "brain");
            _truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(brain, "truth.json"))).RootElement;
            var stimuli = StimulusCsvReader.Read(Path.Combine(data, "fashion.stim.csv"), SilentObserver.Instance);
            using DnnModel model = ModelWeights.Load(ModelCatalog.Get("fashionnet"), path: null, ComputeDevice.Parse("cpu"));
            Assert.Equal(_truth.GetProperty("WeightsSha256").GetString(), model.WeightsSha256);
            using var sink = new MemoryActivationSink();
            Activations = new ActivationExtractor(model, new ExtractionOptions { Layers = ["*_relu", "fc2"] })
                .Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None)
                .ToDictionary(activation => activation.Layer);
            References = RdmNpzReader.Read(Path.Combine(brain, "brain.rdm.npz"));
            Comparisons = RsaComparer.Compare(
                [.. Activations.Values.Select(a => RdmBuilder.Build(a, new RdmOptions(), SilentObserver.Instance, CancellationToken.None))],
                References,
                new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 500, Seed = 1 } },
                SilentObserver.Instance,
                CancellationToken.None);
            Images = [.. Directory.GetFiles(brain, "sub-*.nii.gz").Order(StringComparer.Ordinal).Select(NiftiReader.Read)];
            string roi = Path.Combine(brain, "roi.nii.gz");
            BrainMask mask = BrainMask.FromImage(NiftiReader.Read(roi), LabelTableReader.ReadBeside(roi));
            Patterns = [.. Images.SelectMany(image => BrainPatternReader.Read(
                image, mask, mask.Labels, [.. stimuli.Select(s => s.Id)], Path.GetFileName(image.Path)[..6], SilentObserver.Instance, CancellationToken.None))];
        }

        public IReadOnlyDictionary<string, Activation> Activations { get; }

        public IReadOnlyList<Rdm> References { get; }

        public IReadOnlyList<RsaComparison> Comparisons { get; }

        public IReadOnlyList<BrainImage> Images { get; }

        public IReadOnlyList<BrainPattern> Patterns { get; }

        /// <summary>The layers that a region follows.</summary>
        public string[] Layers(string region) => [.. _truth.GetProperty("Regions").EnumerateArray()
            .Single(r => r.GetProperty("Name").GetString() == region)
            .GetProperty("Layers").EnumerateObject().Select(layer => layer.Name)];
    }
}
