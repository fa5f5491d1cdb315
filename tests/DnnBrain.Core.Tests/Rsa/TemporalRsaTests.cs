using System.Globalization;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class TemporalRsaTests : TensorTest
{
    private const int Stimuli = 10;
    private const int Times = 12;
    private const int Subjects = 7;
    private const int Pairs = Stimuli * (Stimuli - 1) / 2;

    [Fact]
    public void Compare_Course_EqualsTheComparisonAtEveryTime()
    {
        TemporalRsa result = Run([Model()], Movies())[0];
        for (int time = 1; time <= Times; time++)
        {
            RsaComparison direct = RsaComparer.Compare(
                [Model()],
                [.. Movies().Where(rdm => rdm.Name == $"V1:{time}")],
                new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 0 } },
                SilentObserver.Instance,
                default)[0];
            Assert.Equal(direct.Correlation, result.Similarity[time - 1], 1e-12);
            Assert.Equal(direct.StandardError, result.StandardError[time - 1], 1e-12);
            Assert.All(result.SubjectSimilarity.Index(), subject => Assert.Equal(direct.SubjectCorrelation[subject.Index], subject.Item[time - 1], 1e-12));
        }
    }

    [Fact]
    public void Compare_EffectFromSixToNine_IsFoundThere()
    {
        double[] time = [.. Enumerable.Range(0, Times).Select(i => (50.0 * i) - 100)];
        TemporalRsa result = Run([Model()], Movies(), new TemporalRsaOptions { Time = time })[0];
        TimeCluster cluster = Assert.Single(result.Cluster);

        // Times 6 … 9 of 1 … 12.
        Assert.Equal((150, 300), (cluster.Start, cluster.End));
        Assert.Equal(150, result.Onset);
        Assert.Equal(1.0 / 128, cluster.AdjustedPValue, 1e-12);
        Assert.InRange(result.PeakTime, 150, 300);
        Assert.InRange(result.PeakConfidence.Low, 150, result.PeakTime);
        Assert.InRange(result.PeakConfidence.High, result.PeakTime, 300);
        Assert.Equal(127, result.PermutationCount);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0.1, 0.5, 1, 0.9 }, 2.0)]
    [InlineData(new[] { 0.0, 0.2, 0.8, 0.9, 0.6 }, 1 + (0.25 / 0.6))]
    [InlineData(new[] { 0.6, 0.0, 0.6, 1, 0.2 }, 1 + (0.5 / 0.6))]
    [InlineData(new[] { 1.0, 0.5, 0, 0, 0 }, double.NaN)]
    [InlineData(new[] { -1.0, -0.5, -2, -3, -4 }, double.NaN)]
    [InlineData(new[] { 0.0, double.NaN, 0.7, 1, 0 }, double.NaN)]
    [InlineData(new[] { double.NaN, 0.0, 1, 0.5, 0 }, 1.5)]
    public void HalfTime_OfACourse_IsWhereItRisesThroughHalfOfItsPeak(double[] course, double expected) =>
        Assert.Equal(expected, CoursePeak.HalfTime(course, [0, 1, 2, 3, 4]), 1e-12);

    [Fact]
    public void Compare_HalfPeak_ComesBeforeThePeakWithItsInterval()
    {
        TemporalRsa result = Run([Model()], Movies())[0];
        Assert.Equal(CoursePeak.HalfTime([.. result.Similarity], [.. result.Time]), result.HalfPeakTime);

        // The effect is there from 6 to 9: half of it is reached between 5 and 6.
        Assert.InRange(result.HalfPeakTime, 5, 6);
        Assert.InRange(result.HalfPeakConfidence.Low, 5, result.HalfPeakTime);
        Assert.InRange(result.HalfPeakConfidence.High, result.HalfPeakTime, 6);
    }

    [Fact]
    public void Compare_ModelThatChanges_GivesATableOfTimes()
    {
        // A model of three times: another geometry, the planted one, another geometry.
        Rdm[] model = [Named(Random(901), "rnn:1"), Named(Planted(), "rnn:2"), Named(Random(903), "rnn:3")];
        TemporalRsa result = Assert.Single(Run(model, Movies()));
        Assert.Equal([1, 2, 3], result.ModelTime);
        Assert.Equal(3 * Times, result.Similarity.Count);
        TemporalRsa alone = Run([Model()], Movies())[0];
        Assert.Equal(alone.Similarity, [.. result.Similarity.Skip(Times).Take(Times)]);
        Assert.Equal(result.Similarity[Times + 5], result.ToTable()[1, 5]);
        TimeCluster cluster = result.Cluster.MinBy(one => one.AdjustedPValue)!;
        Assert.Equal(2, cluster.ModelStart);
        Assert.Equal((6, 9), (cluster.Start, cluster.End));
    }

    [Fact]
    public void CompareAcrossTime_StableGeometry_GeneralizesOverItsTimes()
    {
        TemporalRsa result = TemporalRsaComparer.CompareAcrossTime(
            Movies(), new TemporalRsaOptions { Comparison = new RsaComparisonOptions { Method = RdmComparisonMethod.Pearson } }, SilentObserver.Instance, default)[0];
        double[,] table = result.ToTable();
        for (int others = 0; others < Times; others++)
        {
            for (int time = 0; time < Times; time++)
            {
                bool isPlanted = others is >= 5 and < 9 && time is >= 5 and < 9;
                Assert.True(isPlanted ? table[others, time] > 0.5 : Math.Abs(table[others, time]) < 0.4);
            }
        }

        // By hand: the first subject at time 7 with the mean of the z-scores of all others at time 6.
        double[] pooled = new double[Pairs];
        foreach (Rdm rdm in Movies().Where(rdm => rdm.Name == "V1:6" && rdm.Subject != "s0"))
        {
            double[] z = new double[Pairs];
            Standardization.ToZScores(rdm.AsSpan(), z);
            System.Numerics.Tensors.TensorPrimitives.Add<double>(pooled, z, pooled);
        }

        Rdm own = Movies().Single(rdm => rdm.Name == "V1:7" && rdm.Subject == "s0");
        Assert.Equal(Correlation.Pearson(pooled, own.AsSpan()), result.SubjectSimilarity[0][(5 * Times) + 6], 1e-12);
    }

    [Fact]
    public void CompareAcrossTime_FlippedSubjects_AreThoseWithNegatedRdms()
    {
        // Both sides of four subjects, gone through: a flip of all is what was observed, so no p is below 2 of 8.
        Rdm[] movies = [.. Movies().Where(rdm => rdm.Subject is "s0" or "s1" or "s2" or "s3")];
        TemporalRsa result = Across(movies, MapStatistic.TValue);
        double[] t = [.. result.TValue];
        int[] reached = new int[t.Length];
        for (int flip = 0; flip < 16; flip++)
        {
            double[] flipped = [.. Across([.. movies.Select(rdm => ((flip >> (rdm.Subject![1] - '0')) & 1) == 0 ? rdm : Negated(rdm))], MapStatistic.TValue).TValue];
            double largest = Math.Max(0, flipped.Max());
            for (int cell = 0; cell < t.Length; cell++)
            {
                reached[cell] += largest >= Math.Max(0, t[cell]) - 1e-9 ? 1 : 0;
            }
        }

        Assert.Equal(15, result.PermutationCount);
        Assert.Equal([.. reached.Select(count => count / 16.0)], [.. result.AdjustedPValue]);
        Assert.Equal(2 / 16.0, result.AdjustedPValue.Min());
    }

    [Fact]
    public void CompareAcrossTime_AnyNumberOfThreads_GivesTheSameBits()
    {
        Assert.Equal(Across(Movies(), MapStatistic.Tfce, 1).AdjustedPValue, Across(Movies(), MapStatistic.Tfce, 3).AdjustedPValue);
    }

    [Fact]
    public void Compare_TwoRegionsAndModels_CorrectsOverAll()
    {
        Rdm[] movies = [.. Movies(), .. Movies().Select(rdm => Named(rdm, rdm.Name.Replace("V1", "IT", StringComparison.Ordinal)))];
        IReadOnlyList<TemporalRsa> results = Run([Model(), Named(Random(77), "other")], movies);
        Assert.Equal(["V1", "V1", "IT", "IT"], results.Select(result => result.Region));
        Assert.Equal(results[0].AdjustedPValue, results[2].AdjustedPValue);
        Assert.Empty(results[1].Cluster);
    }

    [Fact]
    public void Compare_OneSubjectOrUnsignedMethod_HasNoTestAndSaysSo()
    {
        var observer = new RecordingObserver();
        TemporalRsa one = TemporalRsaComparer.Compare([Model()], [.. Movies().Where(rdm => rdm.Subject == "s0")], new TemporalRsaOptions(), observer, default)[0];
        Assert.All(one.AdjustedPValue, p => Assert.True(double.IsNaN(p)));
        Assert.Equal(Interval.None, one.PeakConfidence);
        var cosine = new TemporalRsaOptions { Comparison = new RsaComparisonOptions { Method = RdmComparisonMethod.Cosine } };
        Assert.True(double.IsNaN(TemporalRsaComparer.Compare([Model()], Movies(), cosine, observer, default)[0].AdjustedPValue[0]));
        Assert.Equal(2, observer.Warnings.Count);
    }

    [Fact]
    public void Compare_UnusableInput_IsRefused()
    {
        Refused("TimeMissing", [Model()], [Named(Random(1), "V1")]);
        Refused("TimeDuplicate", [Model()], [.. Movies(), Movies()[0]]);
        Refused("TimeMismatch", [Model()], [.. Movies().Skip(1)]);
        Refused("TimeCountMismatch", [Model()], Movies(), new TemporalRsaOptions { Time = [1, 2] });
        Refused("RdmMissing", [], Movies());
        Refused("RdmMissing", [Model()], []);
        Refused("ClusterThresholdInvalid", [Model()], Movies(), new TemporalRsaOptions { Statistic = new MapStatisticOptions { ClusterFormingPValue = 0 } });
        Refused("ConfidenceLevelInvalid", [Model()], Movies(), new TemporalRsaOptions { ConfidenceLevel = 1 });
        Assert.Equal("SubjectTooFew", Assert.Throws<DnnBrainException>(() => TemporalRsaComparer.CompareAcrossTime(
            [.. Movies().Where(rdm => rdm.Subject == "s0")], new TemporalRsaOptions(), SilentObserver.Instance, default)).ErrorId);

        static void Refused(string errorId, Rdm[] models, Rdm[] references, TemporalRsaOptions? options = null) => Assert.Equal(
            errorId, Assert.Throws<DnnBrainException>(() => Run(models, references, options)).ErrorId);
    }

    [Theory]
    [InlineData(MapStatistic.ClusterMass, "ClusterMass p < 0.001")]
    [InlineData(MapStatistic.Tfce, "Tfce H 2, E 0.5")]
    [InlineData(MapStatistic.TValue, "TValue")]
    public void CompareAcrossTime_WhereNumbersHaveACommaAsPoint_SaysTheStatisticInTheInvariantCulture(MapStatistic statistic, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            TemporalRsa result = Across(Movies(), statistic);
            Assert.Equal((expected, expected), (result.Statistic, result.Provenance.Parameters["Statistic"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static TemporalRsa Across(Rdm[] movies, MapStatistic statistic, int threads = 2) => TemporalRsaComparer.CompareAcrossTime(
        movies,
        new TemporalRsaOptions
        {
            Comparison = new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 60, MaxThreads = threads } },
            Statistic = new MapStatisticOptions { Statistic = statistic },
        },
        SilentObserver.Instance,
        default)[0];

    private static Rdm Negated(Rdm rdm) => RsaCase.Rdm(rdm.Name, rdm.Subject, [.. rdm.Dissimilarity.Select(value => -value)]);

    private static IReadOnlyList<TemporalRsa> Run(Rdm[] models, Rdm[] references, TemporalRsaOptions? options = null) =>
        TemporalRsaComparer.Compare(models, references, options ?? new TemporalRsaOptions(), SilentObserver.Instance, default);

    // Each subject's geometry is its own noise at all times, and the model's too at times 6 to 9.
    private static Rdm[] Movies() => [.. Enumerable.Range(0, Subjects).SelectMany(subject => Enumerable.Range(1, Times).Select(time =>
    {
        double[] noise = Random((1000 * subject) + time).AsSpan().ToArray();
        double[] planted = Planted().AsSpan().ToArray();
        double share = time is >= 6 and <= 9 ? 2 : 0;
        return RsaCase.Rdm($"V1:{time}", $"s{subject}", [.. noise.Zip(planted, (own, shared) => own + (share * shared))]);
    }))];

    private static Rdm Model() => Named(Planted(), "layer");

    private static Rdm Planted() => Random(5000);

    private static Rdm Random(int seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Simulation);
        return RsaCase.Rdm("random", null, [.. Enumerable.Range(0, Pairs).Select(_ => random.NextDouble())]);
    }

    private static Rdm Named(Rdm rdm, string name) => RsaCase.Rdm(name, rdm.Subject, rdm.AsSpan().ToArray());
}
