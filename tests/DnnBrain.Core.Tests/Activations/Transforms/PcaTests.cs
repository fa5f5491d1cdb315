using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Activations.Transforms;
using Xunit;

namespace DnnBrain.Core.Tests.Activations.Transforms;

/// <summary>Principal components against scikit-learn, and against themselves by other ways.</summary>
public sealed class PcaTests : TensorTest
{
    // Both sides in float64 from the same float32 values; squares of singular values that span a factor of 10.
    private const double Exact = 1e-8;

    // Scores come out in float32, 6e-8 of each value.
    private const double Single = 2e-7;

    private static readonly TransformOptions s_options = new() { Method = TransformMethod.Pca, ComponentCount = 5 };

    [Theory]
    [InlineData("wide")]
    [InlineData("tall")]
    public void Fit_OfLayer_IsScikitLearns(string name)
    {
        JsonElement layer = Layers.Reference(name).GetProperty("layer");
        PcaTransform fit = Fit(Layers.Of(Layers.Reference(name)), s_options);
        PrincipalComponents found = Assert.Single(fit.Components);
        Assert.Equal(PcaSolver.Exact, fit.Solver);
        Layers.AssertClose(layer.Doubles("mean"), found.Mean, Exact);
        Layers.AssertClose(layer.Doubles("variance"), found.ExplainedVariance, Exact);
        Layers.AssertClose(layer.Doubles("ratio"), found.ExplainedVarianceRatio, Exact);
        Layers.AssertClose(layer.Doubles("singular"), found.SingularValue, Exact);
        double[] components = [.. Enumerable.Range(1, 5).SelectMany(found.GetComponent)];
        double[] expected = layer.Doubles("components");
        for (int i = 0; i < 5; i++)
        {
            double[] row = expected[(i * found.UnitCount)..((i + 1) * found.UnitCount)];
            Layers.AssertClose(Layers.Flip(row, components[(i * found.UnitCount)..((i + 1) * found.UnitCount)], 1), found.GetComponent(i + 1), Exact);
        }
    }

    [Theory]
    [InlineData("wide", false)]
    [InlineData("wide", true)]
    [InlineData("tall", false)]
    [InlineData("tall", true)]
    public void Convert_OfLayer_GivesScikitLearnsScores(string name, bool whiten)
    {
        JsonElement reference = Layers.Reference(name);
        float[] scores = Run(Layers.Of(reference), s_options with { Whiten = whiten }).ToArray();
        double[] expected = reference.GetProperty("layer").Doubles(whiten ? "whitened" : "scores");
        Layers.AssertClose(Layers.Flip(expected, [.. scores.Select(v => (double)v)], 5), scores, Single);
    }

    [Theory]
    [InlineData("wide", FeatureAxis.Layer)]
    [InlineData("wide", FeatureAxis.Channel)]
    [InlineData("wide", FeatureAxis.Location)]
    [InlineData("tall", FeatureAxis.Channel)]
    [InlineData("tall", FeatureAxis.Location)]
    public void Convert_AlongAnAxis_GivesDnnFesShapeAndScikitLearnsScores(string name, FeatureAxis axis)
    {
        JsonElement reference = Layers.Reference(name);
        Activation source = Layers.Of(reference);
        Activation converted = Run(source, s_options with { ComponentCount = 3, Axis = axis });
        ActivationShape shape = source.Shape;
        Assert.Equal(
            axis switch
            {
                FeatureAxis.Layer => shape with { Channels = 3, Rows = 1, Columns = 1 },
                FeatureAxis.Channel => shape with { Channels = 3 },
                _ => shape with { Rows = 3, Columns = 1 },
            },
            converted.Shape);
        float[] scores = converted.ToArray();
        double[] expected = reference.GetProperty("axes").GetProperty(axis.ToString()).Doubles("pca");
        Layers.AssertClose(Layers.Flip(expected, [.. scores.Select(v => (double)v)], converted.UnitCount), scores, Single);
    }

    [Fact]
    public void Convert_FittedOnSome_ProjectsTheOthers()
    {
        JsonElement reference = Layers.Reference("wide");
        JsonElement layer = reference.GetProperty("layer");
        Activation source = Layers.Of(reference);
        string[] ids = [.. layer.Doubles("fitOn").Reverse().Select(i => source.StimulusId[(int)i])];
        TransformOptions options = s_options with { ComponentCount = 3, FitOn = FitSelection.OfIds(ids) };
        PcaTransform fit = Fit(source, options);
        Assert.Equal(6, fit.StimulusCount);
        Layers.AssertClose(layer.Doubles("subsetVariance"), fit.Components[0].ExplainedVariance, Exact);
        float[] scores = Run(source, options).ToArray();
        Layers.AssertClose(Layers.Flip(layer.Doubles("subsetScores"), [.. scores.Select(v => (double)v)], 3), scores, Single);

        Activation others = ActivationConverter.Convert(source, fit, SilentObserver.Instance, default);
        Assert.Equal(scores, others.ToArray());
        Assert.Equal("test", others.Provenance.Sources[0].Operation);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void Fit_ByShareOfVariance_TakesAsManyAsScikitLearn(double share)
    {
        foreach (string name in new[] { "wide", "tall" })
        {
            JsonElement counts = Layers.Reference(name).GetProperty("layer").GetProperty("countFor");
            PcaTransform fit = Fit(Layers.Of(Layers.Reference(name)), s_options with { ComponentCount = null, VarianceShare = share });
            Assert.Equal(counts.GetProperty(share.ToString(System.Globalization.CultureInfo.InvariantCulture)).GetInt32(), fit.FeatureCount);
            Assert.True(fit.ExplainedVarianceShare > share);
        }
    }

    [Fact]
    public void Fit_InAnyMemory_GivesTheSame()
    {
        Activation source = Layers.Random(60, 90, 10, 0.1);
        foreach (Activation layer in new[] { source, Layers.Random(90, 40, 10, 0.1) })
        {
            PcaTransform whole = Fit(layer, s_options);
            PcaTransform streamed = Fit(layer, s_options with { MaxMemory = 2000 });
            Layers.AssertClose(whole.Components[0].ExplainedVariance, streamed.Components[0].ExplainedVariance, 1e-12);
            Layers.AssertClose(whole.Components[0].GetComponent(5), streamed.Components[0].GetComponent(5), 1e-10);
        }
    }

    [Fact]
    public void Fit_OfTheTransposed_HasTheSameSingularValues()
    {
        // Gram and covariance are two ways to one decomposition; columns are centred by hand so that both sides are.
        const int N = 30, P = 50;
        double[] x = [.. Layers.Random(N, P, 8, 0.3).ToArray().Select(v => (double)v)];
        Center(x, N, P);
        float[] rows = [.. x.Select(v => (float)v)];
        float[] columns = [.. Enumerable.Range(0, N * P).Select(i => rows[(i % N * P) + (i / N)])];
        PrincipalComponents gram = Fit(Layers.Of(new ActivationShape(N, P, 1, 1), rows), s_options).Components[0];
        PrincipalComponents covariance = Fit(Layers.Of(new ActivationShape(P, N, 1, 1), columns), s_options).Components[0];

        // Rounding to float32 leaves means of 1e-8, and so differences of that size.
        Layers.AssertClose(gram.SingularValue, covariance.SingularValue, 1e-7);
    }

    [Theory]
    [InlineData(400, 700, 1L << 30)]
    [InlineData(700, 400, 1L << 30)]
    [InlineData(400, 700, 300_000)]
    public void Fit_Randomized_FindsTheVarianceAndTheSpace(int stimuli, int units, long memory)
    {
        Activation source = Layers.Random(stimuli, units, 40, 0.2);
        TransformOptions options = s_options with { ComponentCount = 20, MaxMemory = memory };
        PrincipalComponents exact = Fit(source, options with { Solver = PcaSolver.Exact }).Components[0];
        PcaTransform fit = Fit(source, options with { Solver = PcaSolver.Randomized, Seed = 3 });
        Assert.Equal(PcaSolver.Randomized, fit.Solver);
        PrincipalComponents found = fit.Components[0];

        // A space of 80 dimensions and more after 5 multiplications by a matrix whose eigenvalues fall by half within the first 40: each
        // variance to 0.1 %, their sum to 0.01 %, and never more than there is (1e-5: float32).
        Layers.AssertClose([exact.TotalVariance], [found.TotalVariance], 1e-5);
        for (int i = 0; i < 20; i++)
        {
            Assert.InRange(found.ExplainedVariance[i] / exact.ExplainedVariance[i], 0.999, 1 + 1e-5);
            Assert.Equal(1, found.GetComponent(i + 1).Sum(v => v * v), 1e-5);
        }

        Assert.InRange(found.ExplainedVariance.Sum() / exact.ExplainedVariance.Sum(), 0.9999, 1 + 1e-5);
        Assert.Equal(1, Math.Abs(found.GetComponent(1).Zip(exact.GetComponent(1), (a, b) => a * b).Sum()), 1e-5);

        // The scores that come with the fit are those of projecting the stimuli as new ones (float32 against float64).
        float[] scores = Run(source, options with { Solver = PcaSolver.Randomized, Seed = 3 }).ToArray();
        float[] projected = ActivationConverter.Convert(source, fit, SilentObserver.Instance, default).ToArray();
        Layers.AssertClose([.. projected.Select(v => (double)v)], scores, 1e-5);
    }

    [Fact]
    public void Fit_Randomized_DependsOnTheSeedAlone()
    {
        Activation source = Layers.Random(300, 200, 40, 0.5);
        TransformOptions options = s_options with { Solver = PcaSolver.Randomized, Seed = 1 };
        Assert.Equal(Fit(source, options).Components[0].GetComponent(5), Fit(source, options).Components[0].GetComponent(5));
        Assert.NotEqual(Fit(source, options).Components[0].GetComponent(5), Fit(source, options with { Seed = 2 }).Components[0].GetComponent(5));
    }

    [Theory]
    [InlineData(PcaSolver.Exact)]
    [InlineData(PcaSolver.Randomized)]
    public void Convert_WithAStimulusThatIsNotFinite_LeavesItOutAndNamesIt(PcaSolver solver)
    {
        Activation clean = Layers.Random(200, 120, 20, 0.2);
        float[] values = clean.ToArray();
        values[7 * 120] = float.NaN;
        Activation source = Layers.Of(clean.Shape, values);
        string[] others = [.. source.StimulusId.Where(id => id != "s7")];
        var observer = new RecordingObserver();
        TransformOptions options = s_options with { Solver = solver };
        PendingConversion pending = ActivationConverter.FitPending(source, options, observer, default);
        float[] scores = ActivationConverter.ToMemory(pending, default).ToArray();
        ActivationConverter.Warn(pending, observer);
        Assert.All(scores[(7 * 5)..(8 * 5)], value => Assert.True(float.IsNaN(value)));
        Assert.Contains(observer.Warnings, warning => warning.Contains("s7", StringComparison.Ordinal));
        float[] expected = Run(ActivationSelector.Select(source, new DnnMask("conv1").ToSelection(), others), options).ToArray();
        Assert.Equal(expected, (float[])[.. scores[..35], .. scores[40..]]);
    }

    [Fact]
    public void Convert_WithoutKeepingTheFit_GivesTheSameScores()
    {
        Activation source = Layers.Of(Layers.Reference("wide"));
        Assert.Equal(Run(source, s_options with { KeepFit = true }).ToArray(), Run(source, s_options with { KeepFit = false }).ToArray());
    }

    [Fact]
    public void Fit_OfMoreComponentsThanVariance_GivesZeros()
    {
        // Three stimuli span two dimensions.
        Activation source = Layers.Random(3, 10, 3, 0.5);
        PrincipalComponents found = Fit(source, s_options with { ComponentCount = 3 }).Components[0];
        Assert.Equal(0, found.ExplainedVariance[2]);
        Assert.All(found.GetComponent(3), value => Assert.Equal(0, value));
        Assert.Equal(1, found.ExplainedVarianceRatio.Sum(), 1e-12);
    }

    [Fact]
    public void Fit_OfWhatCannotBe_SaysWhy()
    {
        Activation source = Layers.Of(Layers.Reference("wide"));
        Assert.Equal("ComponentCountTooLarge", Refusal(source, s_options with { ComponentCount = 13 }));
        Assert.Equal("ComponentCountTooLarge", Refusal(source, s_options with { Axis = FeatureAxis.Channel }));
        Assert.Equal("ComponentCountMissing", Refusal(source, s_options with { ComponentCount = null }));
        Assert.Equal("ComponentCountInvalid", Refusal(source, s_options with { ComponentCount = 0 }));
        Assert.Equal("VarianceShareInvalid", Refusal(source, s_options with { ComponentCount = null, VarianceShare = 1 }));
        Assert.Equal("VarianceShareInvalid", Refusal(source, s_options with { ComponentCount = null, VarianceShare = 0.5, Axis = FeatureAxis.Location }));
        Assert.Equal("StimulusTooFew", Refusal(source, s_options with { FitOn = FitSelection.OfCount(1) }));
        Assert.Equal("FitCountInvalid", Refusal(source, s_options with { FitOn = FitSelection.OfCount(13) }));
        Assert.Equal("StimulusNotFound", Refusal(source, s_options with { FitOn = FitSelection.OfIds(["nobody"]) }));
        Assert.Equal("MemoryInvalid", Refusal(source, s_options with { MaxMemory = 0 }));
        PcaTransform fit = Fit(source, s_options);
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => ActivationConverter.Convert(Layers.Of(Layers.Reference("tall")), fit, SilentObserver.Instance, default)).ErrorId);
        float[] nothing = source.ToArray();
        Array.Fill(nothing, float.NaN);
        Assert.Equal("StimulusTooFew", Refusal(Layers.Of(source.Shape, nothing), s_options));
    }

    private static void Center(double[] x, int n, int p)
    {
        for (int round = 0; round < 50; round++)
        {
            for (int u = 0; u < p; u++)
            {
                double mean = Enumerable.Range(0, n).Average(i => x[(i * p) + u]);
                for (int i = 0; i < n; i++)
                {
                    x[(i * p) + u] -= mean;
                }
            }

            for (int i = 0; i < n; i++)
            {
                double mean = Enumerable.Range(0, p).Average(u => x[(i * p) + u]);
                for (int u = 0; u < p; u++)
                {
                    x[(i * p) + u] -= mean;
                }
            }
        }
    }

    private static string Refusal(Activation source, TransformOptions options) =>
        Assert.Throws<DnnBrainException>(() => Fit(source, options)).ErrorId;

    private static PcaTransform Fit(Activation source, TransformOptions options) =>
        (PcaTransform)ActivationConverter.Fit(source, options, SilentObserver.Instance, default);

    private static Activation Run(Activation source, TransformOptions options) =>
        ActivationConverter.Convert(source, options, SilentObserver.Instance, default);
}
