using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Activations.Transforms;
using Xunit;

namespace DnnBrain.Core.Tests.Activations.Transforms;

/// <summary>Histograms, spectra, z-scores against NumPy and SciPy; random projections against what they promise.</summary>
public sealed class ActivationConverterTests : TensorTest
{
    // Results come out in float32, 6e-8 of each value.
    private const double Single = 2e-7;

    public static TheoryData<string, FeatureAxis> Axes => new()
    {
        { "wide", FeatureAxis.Layer }, { "wide", FeatureAxis.Channel }, { "wide", FeatureAxis.Location },
        { "tall", FeatureAxis.Layer }, { "tall", FeatureAxis.Channel }, { "tall", FeatureAxis.Location },
    };

    [Theory]
    [MemberData(nameof(Axes))]
    public void Convert_ToHistograms_CountsAsNumPy(string name, FeatureAxis axis)
    {
        JsonElement reference = Layers.Reference(name);
        JsonElement expected = reference.GetProperty("axes").GetProperty(axis.ToString());
        var options = new TransformOptions { Method = TransformMethod.Histogram, BinCount = 5, Axis = axis };
        Layers.AssertClose(expected.Doubles("histogram"), Run(Layers.Of(reference), options).ToArray(), 0);
        Layers.AssertClose(expected.Doubles("sharedHistogram"), Run(Layers.Of(reference), options with { SharedRange = true }).ToArray(), 0);
    }

    [Fact]
    public void Convert_ToHistograms_CountsEdgesOfEqualValuesAndOutsideAsNumPy()
    {
        // The expected counts are those of numpy.histogram on the float32 values; thirds of 0.3 are no binary fractions.
        Activation source = Layers.Of(new ActivationShape(3, 4, 1, 1), [0, 0.1f, 0.2f, 0.3f, 7, 7, 7, 7, -1, 2, 0.15f, 0.05f]);
        var options = new TransformOptions { Method = TransformMethod.Histogram, BinCount = 3 };
        float[] own = [2, 1, 1, 0, 4, 0, 1, 2, 1];
        Assert.Equal(own, Run(source, options).ToArray());
        float[] shared = [2, 1, 1, 0, 0, 0, 1, 1, 0];
        Assert.Equal(shared, Run(source, options with { SharedRange = true, FitOn = FitSelection.OfIds(["s0"]) }).ToArray());
    }

    [Theory]
    [MemberData(nameof(Axes))]
    public void Convert_ToSpectra_IsSciPysPeriodogram(string name, FeatureAxis axis)
    {
        JsonElement reference = Layers.Reference(name);
        JsonElement expected = reference.GetProperty("axes").GetProperty(axis.ToString());
        Activation converted = Run(Layers.Of(reference), new TransformOptions { Method = TransformMethod.PowerSpectrum, Axis = axis });
        Assert.Equal(expected.Doubles("psdShape"), new double[] { converted.Shape.Stimuli, converted.Shape.Channels, converted.Shape.Rows, converted.Shape.Columns });
        Layers.AssertClose(expected.Doubles("psd"), converted.ToArray(), Single);
    }

    [Fact]
    public void Convert_ToSpectra_KeepsTheFirstBinsAndTheSumOfSquares()
    {
        Activation source = Layers.Of(new ActivationShape(1, 5, 1, 1), [1, -2, 4, 0, 7]);
        float[] all = Run(source, new TransformOptions { Method = TransformMethod.PowerSpectrum }).ToArray();
        float[] two = Run(source, new TransformOptions { Method = TransformMethod.PowerSpectrum, BinCount = 2 }).ToArray();
        Assert.Equal(all[..2], two);

        // Parseval: (1 − 2)² + (−2 − 2)² + (4 − 2)² + (0 − 2)² + (7 − 2)².
        Assert.Equal(50, all.Sum(), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Axes))]
    public void Convert_ToZScoresOfStimuli_IsNumPys(string name, FeatureAxis axis)
    {
        JsonElement reference = Layers.Reference(name);
        Activation source = Layers.Of(reference);
        Activation converted = Run(source, new TransformOptions { Method = TransformMethod.ZScore, ZScore = ZScoreScope.Stimulus, Axis = axis });
        Assert.Equal(source.Shape, converted.Shape);
        Layers.AssertClose(reference.GetProperty("axes").GetProperty(axis.ToString()).Doubles("zStimulus"), converted.ToArray(), Single);
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("tall")]
    public void Convert_ToZScoresOfUnits_IsNumPys(string name)
    {
        JsonElement reference = Layers.Reference(name);
        Activation converted = Run(Layers.Of(reference), new TransformOptions { Method = TransformMethod.ZScore });
        Layers.AssertClose(reference.GetProperty("layer").Doubles("zUnit"), converted.ToArray(), Single);
    }

    [Theory]
    // Positions that stay are tokens still; features of all units are not.
    [InlineData(TransformMethod.ZScore, "feature,token")]
    [InlineData(TransformMethod.Pca, "channel,row,column")]
    public void Convert_OfTokens_NamesTheAxesOfWhatComesOut(TransformMethod method, string axes)
    {
        float[] values = [.. Enumerable.Range(0, 5 * 6).Select(i => (float)(i * i % 17))];
        var tokens = new Activation("m", "tokens", ["a", "b", "c", "d", "e"], new MemoryActivationValues(new ActivationShape(5, 2, 3, 1) { Axes = ActivationAxes.Tokens }, values), new Provenance { Operation = "Test" });
        Activation converted = Run(tokens, new TransformOptions { Method = method, ComponentCount = 2 });
        Assert.Equal(axes, converted.Shape.Axes.ToString());
    }

    [Fact]
    public void Convert_ToZScoresOfConstantUnits_GivesZeroAndSaysSo()
    {
        Activation source = Layers.Of(new ActivationShape(3, 2, 1, 1), [1, 5, 2, 5, 3, 5]);
        var observer = new RecordingObserver();
        Activation converted = ActivationConverter.Convert(source, new TransformOptions { Method = TransformMethod.ZScore }, observer, default);
        Assert.Equal([0, 0, 0], converted.ToArray().Where((_, i) => i % 2 == 1));
        Assert.Contains("1 of 2 units", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TransformMethod.Histogram)]
    [InlineData(TransformMethod.PowerSpectrum)]
    [InlineData(TransformMethod.Pooling)]
    [InlineData(TransformMethod.ZScore)]
    [InlineData(TransformMethod.SparseRandomProjection)]
    public void Convert_OfAStimulusThatIsNotFinite_KeepsNaNAndNamesIt(TransformMethod method)
    {
        float[] values = Layers.Of(Layers.Reference("wide")).ToArray();
        for (int unit = 0; unit < 24; unit++)
        {
            values[(2 * 24) + unit] = unit == 5 ? float.PositiveInfinity : float.NaN;
        }

        Activation source = Layers.Of(new ActivationShape(12, 4, 3, 2), values);
        var options = new TransformOptions { Method = method, Pooling = Pooling.Mean, ComponentCount = 4, SharedRange = true };
        var observer = new RecordingObserver();
        PendingConversion pending = ActivationConverter.FitPending(source, options, observer, default);
        Activation converted = ActivationConverter.ToMemory(pending, default);
        ActivationConverter.Warn(pending, observer);
        int units = converted.UnitCount;
        Assert.All(converted.GetPattern("s2"), value => Assert.False(float.IsFinite(value)));
        Assert.All(converted.ToArray().Where((_, i) => i / units != 2), value => Assert.True(float.IsFinite(value)));
        Assert.Contains("s2.", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OfAConstantPattern_KeepsNaNAndNamesIt()
    {
        Activation source = Layers.Of(new ActivationShape(2, 3, 1, 1), [1, 2, 3, 4, 4, 4]);
        var observer = new RecordingObserver();
        PendingConversion pending = ActivationConverter.FitPending(source, new TransformOptions { Method = TransformMethod.ZScore, ZScore = ZScoreScope.Stimulus }, observer, default);
        Assert.All(ActivationConverter.ToMemory(pending, default).GetPattern("s1"), value => Assert.True(float.IsNaN(value)));
        ActivationConverter.Warn(pending, observer);
        Assert.Contains("are constant and become NaN: s1", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ByPooling_IsWhatPoolingWhileExtractingGives()
    {
        Activation source = Layers.Of(Layers.Reference("wide"));
        Activation converted = Run(source, new TransformOptions { Method = TransformMethod.Pooling, Pooling = Pooling.Max });
        Assert.Equal(new ActivationShape(12, 4, 1, 1), converted.Shape);
        Assert.Equal(source.ToArray().Chunk(6).Select(map => map.Max()), converted.ToArray());
    }

    [Fact]
    public void MinimumComponentCount_IsScikitLearns()
    {
        foreach (JsonElement expected in TestData.Json("transforms.json").GetProperty("johnsonLindenstrauss").EnumerateArray())
        {
            Assert.Equal(
                expected.GetProperty("dimension").GetInt32(),
                SparseRandomProjection.MinimumComponentCount(expected.GetProperty("n").GetInt32(), expected.GetProperty("eps").GetDouble()));
        }
    }

    [Fact]
    public void Column_OfManyComponents_HasTheDensityAndTheSignsOfItsDistribution()
    {
        const int Units = 10_000, Components = 400;
        int[] entries = new int[Units];
        int negative = 0;
        int total = 0;
        for (int component = 0; component < Components; component++)
        {
            foreach ((int unit, bool isNegative) in SparseRandomProjection.Column(7, 0, component, Components, Units))
            {
                entries[unit]++;
                total++;
                negative += isNegative ? 1 : 0;
            }
        }

        // 4e6 draws at 1/100: 40,000 expected with a standard deviation of 199; five of them.
        Assert.InRange(total, 39_000, 41_000);
        Assert.InRange(negative / (double)total, 0.5 - 0.0125, 0.5 + 0.0125);

        // Each unit in 4 of 400 columns on average, with variance 3.96.
        Assert.Equal(3.96, entries.Average(count => (count - 4.0) * (count - 4.0)), 0.3);
    }

    [Theory]
    [InlineData(FeatureAxis.Layer)]
    [InlineData(FeatureAxis.Channel)]
    [InlineData(FeatureAxis.Location)]
    public void Convert_ByRandomProjection_IsTheProductWithItsMatrix(FeatureAxis axis)
    {
        Activation source = Layers.Of(Layers.Reference("wide"));
        const int Components = 3;
        Activation converted = Run(source, new TransformOptions { Method = TransformMethod.SparseRandomProjection, ComponentCount = Components, Axis = axis, Seed = 9 });
        int size = axis switch { FeatureAxis.Layer => 24, FeatureAxis.Channel => 4, _ => 6 };
        int groups = 24 / size;
        float[] x = source.ToArray();
        double[] expected = new double[12 * groups * Components];
        for (int stimulus = 0; stimulus < 12; stimulus++)
        {
            for (int group = 0; group < groups; group++)
            {
                for (int component = 0; component < Components; component++)
                {
                    int output = axis == FeatureAxis.Channel ? (component * groups) + group : (group * Components) + component;
                    foreach ((int unit, bool negative) in SparseRandomProjection.Column(9, group, component, Components, size))
                    {
                        int input = axis == FeatureAxis.Channel ? (unit * groups) + group : (group * size) + unit;
                        expected[(stimulus * groups * Components) + output] += (negative ? -1 : 1) * Math.Sqrt(Math.Sqrt(size) / Components) * x[(stimulus * 24) + input];
                    }
                }
            }
        }

        Layers.AssertClose(expected, converted.ToArray(), Single);
    }

    [Fact]
    public void Convert_ByRandomProjection_KeepsDistancesWithinTheDistortion()
    {
        Activation source = Layers.Random(40, 3000, 40, 1);
        Activation converted = Run(source, new TransformOptions { Method = TransformMethod.SparseRandomProjection, Distortion = 0.3, Seed = 1 });
        Assert.Equal(SparseRandomProjection.MinimumComponentCount(40, 0.3), converted.UnitCount);
        float[] x = source.ToArray();
        float[] y = converted.ToArray();
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.InRange(Distance(y, i, j, converted.UnitCount) / Distance(x, i, j, 3000), 0.7, 1.3);
            }
        }
    }

    [Fact]
    public void Convert_InAnyMemory_GivesTheSame()
    {
        Activation source = Layers.Of(Layers.Reference("tall"));
        foreach (TransformMethod method in Enum.GetValues<TransformMethod>().Except([TransformMethod.Pca]))
        {
            var options = new TransformOptions { Method = method, Pooling = Pooling.Median, ComponentCount = 4 };
            Assert.Equal(Run(source, options).ToArray(), Run(source, options with { MaxMemory = 1 }).ToArray());
        }
    }

    [Fact]
    public void Fit_OfWhatCannotBe_SaysWhy()
    {
        Activation source = Layers.Of(Layers.Reference("wide"));
        Assert.Equal("PoolingMissing", Refusal(new TransformOptions { Method = TransformMethod.Pooling }));
        Assert.Equal("BinCountInvalid", Refusal(new TransformOptions { Method = TransformMethod.Histogram, BinCount = 0 }));
        Assert.Equal("BinCountTooLarge", Refusal(new TransformOptions { Method = TransformMethod.PowerSpectrum, BinCount = 14 }));
        Assert.Equal("DistortionInvalid", Refusal(new TransformOptions { Method = TransformMethod.SparseRandomProjection, Distortion = 1 }));
        Assert.Equal("ComponentCountTooLarge", Refusal(new TransformOptions { Method = TransformMethod.SparseRandomProjection }));

        string Refusal(TransformOptions options) =>
            Assert.Throws<DnnBrainException>(() => ActivationConverter.Fit(source, options, SilentObserver.Instance, default)).ErrorId;
    }

    [Fact]
    public void Resolve_OfADraw_DependsOnTheSeedAlone()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(i => $"s{i}")];
        int[] drawn = FitSelection.OfShare(0.3).Resolve(ids, 4);
        Assert.Equal(15, drawn.Distinct().Count());
        Assert.Equal(drawn.Order(), drawn);
        Assert.Equal(drawn, FitSelection.OfCount(15).Resolve(ids, 4));
        Assert.NotEqual(drawn, FitSelection.OfCount(15).Resolve(ids, 5));
        Assert.Equal("StimulusDuplicate", Assert.Throws<DnnBrainException>(() => FitSelection.OfIds(["s1", "s1"]).Resolve(ids, 0)).ErrorId);
        Assert.Throws<DnnBrainException>(() => FitSelection.OfShare(1.5));
        Assert.Throws<DnnBrainException>(() => FitSelection.OfCount(0));
        Assert.Throws<DnnBrainException>(() => FitSelection.OfIds([]));
    }

    private static double Distance(float[] values, int i, int j, int units) =>
        Enumerable.Range(0, units).Sum(u => Math.Pow(values[(i * units) + u] - values[(j * units) + u], 2));

    private static Activation Run(Activation source, TransformOptions options) =>
        ActivationConverter.Convert(source, options, SilentObserver.Instance, default);
}
