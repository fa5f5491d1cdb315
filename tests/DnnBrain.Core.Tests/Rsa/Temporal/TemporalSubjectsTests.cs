using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Temporal;

/// <summary>Few subjects, several models and regions of different people.</summary>
public class TemporalSubjectsTests : TensorTest
{
    private const int Times = 3;

    [Fact]
    public void Compare_ModelsAndRegions_EachIsAsAlone()
    {
        Rdm[] models = [RsaCells.Model(0), .. Enumerable.Range(1, 2).Select(time => Named(RsaCells.Model(40 + time), $"rnn:{time}"))];
        IReadOnlyList<TemporalRsa> all = Run(models, Movies());
        Assert.Equal(6, all.Count);
        for (int i = 0; i < 6; i++)
        {
            (string region, string[] subjects) = RsaCells.Regions[i / 2];
            Rdm[] model = i % 2 == 0 ? models[..1] : models[1..];
            TemporalRsa alone = Assert.Single(Run(model, [.. Movies().Where(rdm => rdm.Name.StartsWith(region, StringComparison.Ordinal))]));
            TemporalRsa result = all[i];
            Assert.Equal((region, i % 2 == 0 ? "model0" : "rnn"), (result.Region, result.Name));
            Assert.Equal(subjects, result.Subject);
            AssertClose(alone.Similarity, result.Similarity);
            AssertClose(alone.StandardError, result.StandardError);
            AssertClose(alone.TValue, result.TValue);
            for (int cell = 0; cell < result.Similarity.Count; cell++)
            {
                double[] values = [.. result.SubjectSimilarity.Select(subject => subject[cell])];
                double mean = values.Average();
                Assert.Equal(mean, result.Similarity[cell], 1e-12);
                double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
                Assert.Equal(error, result.StandardError[cell], 1e-12);
                Assert.Equal(mean / error, result.TValue[cell], 1e-8);
                Assert.Equal(result.Similarity[cell], result.ToTable()[cell / Times, cell % Times]);
            }

            int peak = result.Similarity.ToList().IndexOf(result.Similarity.Max());
            Assert.Equal((result.Similarity[peak], (peak % Times) + 1.0), (result.Peak, result.PeakTime));
        }
    }

    [Fact]
    public void Compare_TwoSubjects_IsNoReasonToWarn()
    {
        var observer = new RecordingObserver();
        TemporalRsaComparer.Compare([RsaCells.Model(0)], [.. Movies().Where(rdm => rdm.Name.StartsWith("V2", StringComparison.Ordinal))], Options(), observer, default);
        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public void Split_Names_EndInATimeOrHaveNone()
    {
        Rdm Called(string name) => Named(RsaCells.Model(0), name);
        IReadOnlyList<RdmMovie> movies = RdmMovie.Split([Called("a:b:2"), Called(":3"), Called("a:b:1"), Called("x:1.5"), Called("y:-1"), Called("z:late")], areModels: true);
        Assert.Equal([("a:b", "1 2", "2 0"), (":3", "1", "1"), ("x", "1.5", "3"), ("y", "-1", "4"), ("z:late", "1", "5")], movies
            .Select(movie => (movie.Name, string.Join(' ', movie.Time), string.Join(' ', movie.Frame))));
        Assert.Equal("TimeMissing", Assert.ThrowsAny<DnnBrainException>(() => RdmMovie.Split([Called(":3")], areModels: false)).ErrorId);
    }

    private static TemporalRsaOptions Options() => new()
    {
        Comparison = new RsaComparisonOptions { Method = RdmComparisonMethod.Pearson, Inference = new InferenceOptions { PermutationCount = 100 } },
        BootstrapCount = 20,
    };

    private static IReadOnlyList<TemporalRsa> Run(Rdm[] models, Rdm[] references) => TemporalRsaComparer.Compare(models, references, Options(), new RecordingObserver(), default);

    // At each time less of the region's own geometry and more of another's.
    private static Rdm[] Movies() => [.. Enumerable.Range(1, Times).SelectMany(time => RsaCells.References().Select(rdm => RsaCase.Rdm(
        $"{rdm.Name}:{time}", rdm.Subject, [.. rdm.Dissimilarity.Zip(RsaCells.Model(40 + time).Dissimilarity, (own, other) => own + (0.4 * time * other))])))];

    private static Rdm Named(Rdm rdm, string name) => RsaCase.Rdm(name, rdm.Subject, [.. rdm.Dissimilarity]);

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Index(), item => Assert.Equal(item.Item, actual[item.Index], 1e-9));
    }
}
