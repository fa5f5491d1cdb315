using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Core.Tests.Encoding;
using DnnBrain.Representations;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Representations;

/// <summary>Every method against its definition on the patterns (tests/data/generate/representations.py).</summary>
public class RepresentationComparerTests : TensorTest
{
    private static readonly JsonElement s_data = TestData.Json("representations.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_data.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_AnyMethod_IsItsDefinition(int index)
    {
        JsonElement expected = s_data.GetProperty("cases")[index];
        IReadOnlyList<RepresentationComparison> results = RepresentationComparer.Compare(
            Read("models", 12), Read("references", 12), Options(expected, 0), new RecordingObserver(), default);
        foreach ((RepresentationComparison result, int cell) in results.Select((result, cell) => (result, cell)))
        {
            // Eigenvectors of products have half of the digits of those of the patterns, where eigenvalues are small.
            Assert.Equal(expected.GetProperty("value")[cell % 2][cell / 2].GetDouble(), result.Value, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_FiveStimuli_EqualsEveryPermutationGoneThrough(int index)
    {
        JsonElement expected = s_data.GetProperty("cases")[index];
        IReadOnlyList<RepresentationComparison> results = RepresentationComparer.Compare(
            Read("models", 5), Read("references", 5), Options(expected, 200), new RecordingObserver(), default);
        foreach ((RepresentationComparison result, int cell) in results.Select((result, cell) => (result, cell)))
        {
            Assert.Equal(119, result.PermutationCount);
            Assert.Equal(expected.GetProperty("p")[cell % 2][cell / 2].GetDouble(), result.PValue, 1e-12);
        }
    }

    [Theory]
    [InlineData("LinearCka")]
    [InlineData("DebiasedCka")]
    [InlineData("RbfCka")]
    [InlineData("Procrustes")]
    [InlineData("Cca")]
    public void Compare_GramMatrices_GiveTheSameAsPatterns(string method)
    {
        var options = new RepresentationComparisonOptions { Method = RepresentationMethod.Parse(method), VarianceShare = 0.8, Inference = new InferenceOptions { PermutationCount = 0 } };
        Representation[] grams = [.. Patterns("models", 12).Select(patterns => Representation.FromGram(ActivationGramBuilder.Build(patterns, 1 << 20, SilentObserver.Instance, default), MemoryLimit.None))];
        double[] expected = [.. RepresentationComparer.Compare(Read("models", 12), Read("references", 12), options, new RecordingObserver(), default).Select(r => r.Value)];
        double[] actual = [.. RepresentationComparer.Compare(grams, Read("references", 12), options, new RecordingObserver(), default).Select(r => r.Value)];
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [Fact]
    public void Compare_ProjectionWeightsOfAGramMatrix_AreRefused()
    {
        var options = new RepresentationComparisonOptions { Method = RepresentationMethod.ProjectionWeightedCca, Inference = new InferenceOptions { PermutationCount = 0 } };
        var observer = new RecordingObserver();
        var gram = Representation.FromGram(ActivationGramBuilder.Build(Patterns("models", 12)[0], 1 << 20, SilentObserver.Instance, default), MemoryLimit.None);
        Assert.Empty(RepresentationComparer.Compare([gram], Read("references", 12), options, observer, default));
        Assert.Equal("PatternMissing", Assert.Single(observer.Failures).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_StimuliInAnotherOrder_GivesTheSame(int index)
    {
        RepresentationComparisonOptions options = Options(s_data.GetProperty("cases")[index], 0);
        Representation[] models = Read("models", 12);
        string[] reversed = [.. models[0].StimulusId.Reverse()];
        Representation[] turned = [.. Patterns("models", 12).Select(patterns => Representation.FromPatterns(new Reversed(patterns), MemoryLimit.None, SilentObserver.Instance, default))];
        Assert.Equal(reversed, turned[0].StimulusId);
        double[] expected = [.. RepresentationComparer.Compare(models, Read("references", 12), options, new RecordingObserver(), default).Select(r => r.Value)];
        double[] actual = [.. RepresentationComparer.Compare(turned, Read("references", 12), options, new RecordingObserver(), default).Select(r => r.Value)];
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [SharedDataFact]
    public void Compare_MeasuredPatterns_EqualsThingsvision()
    {
        double[][] rows = [.. MatFile.ReadMatrix(Path.Combine(SharedDataFactAttribute.Folder, "simTruePatterns.mat"), "simTruePatterns2")];
        JsonElement expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedDataFactAttribute.Folder, "encoding_reference.json"))).RootElement.GetProperty("cka(B[:, :60],B[:, 60:])");
        Representation Half(Range columns) => Representation.FromPatterns(new MatrixPatterns([.. rows.Select(row => row[columns])]), MemoryLimit.None, SilentObserver.Instance, default);
        double Value(RepresentationMethod method) => RepresentationComparer.Compare(
            [Half(..60)], [Half(60..)], new RepresentationComparisonOptions { Method = method, Inference = new InferenceOptions { PermutationCount = 0 } }, SilentObserver.Instance, default)[0].Value;
        Assert.Equal(expected.GetProperty("linear unbiased=False sigma=None").GetDouble(), Value(RepresentationMethod.LinearCka), 1e-10);
        Assert.Equal(expected.GetProperty("linear unbiased=True sigma=None").GetDouble(), Value(RepresentationMethod.DebiasedCka), 1e-10);
        Assert.Equal(expected.GetProperty("rbf unbiased=False sigma=None").GetDouble(), Value(RepresentationMethod.RbfCka), 1e-10);
    }

    private static RepresentationComparisonOptions Options(JsonElement expected, int permutationCount) => new()
    {
        Method = RepresentationMethod.Parse(expected.GetProperty("method").GetString()!),
        Bandwidth = s_data.GetProperty("bandwidth").GetDouble(),
        VarianceShare = s_data.GetProperty("share").GetDouble(),
        Inference = new InferenceOptions { PermutationCount = permutationCount },
    };

    private static Representation[] Read(string side, int stimuli) =>
        [.. Patterns(side, stimuli).Select(patterns => Representation.FromPatterns(patterns, MemoryLimit.None, SilentObserver.Instance, default))];

    private static MatrixPatterns[] Patterns(string side, int stimuli) => [.. s_data.GetProperty(side).EnumerateArray().Select(matrix =>
        new MatrixPatterns([.. matrix.EnumerateArray().Take(stimuli).Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())]))];

    /// <summary>The same patterns, last stimulus first.</summary>
    private sealed class Reversed(IPatternSet inner) : IPatternSet
    {
        public string Name => inner.Name;

        public string Source => inner.Source;

        public string? Subject => inner.Subject;

        public IReadOnlyList<string> StimulusId { get; } = [.. inner.StimulusId.Reverse()];

        public int UnitCount => inner.UnitCount;

        public PatternPrecision Precision => inner.Precision;

        public Provenance Provenance => inner.Provenance;

        public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => throw new NotSupportedException();

        public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
        {
            for (int i = 0; i < stimulusCount; i++)
            {
                inner.Read(StimulusId.Count - 1 - firstStimulus - i, 1, destination.Slice(i * UnitCount, UnitCount));
            }
        }
    }
}
