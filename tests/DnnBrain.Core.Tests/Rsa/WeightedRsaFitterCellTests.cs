using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Weighting;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Several regions of different people at once give what each gives alone.</summary>
public class WeightedRsaFitterCellTests : TensorTest
{
    private static readonly Rdm[] s_models = [RsaCells.Model(0), RsaCells.Model(1), RsaCells.Model(2)];

    [Theory]
    [InlineData(RsaWeighting.Ridge, "Pearson", BootstrapFactor.None)]
    [InlineData(RsaWeighting.NonNegative, "Spearman", BootstrapFactor.Stimulus)]
    public void Fit_Regions_EachIsAsAlone(RsaWeighting weighting, string method, BootstrapFactor bootstrap)
    {
        WeightedRsaOptions options = new()
        {
            Weighting = weighting,
            Alpha = [0.01, 1],
            Method = RdmComparisonMethod.Parse(method),
            RepetitionCount = 2,
            Bootstrap = bootstrap,
            BootstrapCount = 12,
            Inference = new InferenceOptions { PermutationCount = 31, Seed = 5 },
        };
        var observer = new RecordingObserver();
        IReadOnlyList<WeightedRsa> all = WeightedRsaFitter.Fit("sum", s_models, RsaCells.References(), options, observer, default);
        Assert.Empty(observer.Warnings);
        Assert.Equal(3, all.Count);
        for (int g = 0; g < 3; g++)
        {
            (string region, string[] subjects) = RsaCells.Regions[g];
            WeightedRsa alone = Assert.Single(Fit([.. RsaCells.References().Where(rdm => rdm.Name == region)], options));
            WeightedRsa result = all[g];
            Assert.Equal(region, result.Region);
            Assert.Equal(subjects, result.Subject);
            AssertClose(alone.SubjectScore, result.SubjectScore);
            AssertClose(alone.Weight, result.Weight);
            AssertClose(alone.WeightDeviation, result.WeightDeviation);
            AssertClose(alone.Prediction!.Dissimilarity, result.Prediction!.Dissimilarity);
            Assert.Equal(alone.Score, result.Score, 1e-10);
            Assert.Equal(alone.InSampleScore, result.InSampleScore, 1e-10);
            Assert.Equal(alone.CeilingLower, result.CeilingLower, 1e-10);
            Assert.Equal(alone.CeilingUpper, result.CeilingUpper, 1e-10);
            Assert.Equal(alone.Alpha, result.Alpha);
            Assert.Equal(alone.PValue, result.PValue, 1e-12);
            Assert.Equal(alone.SubjectPValue, result.SubjectPValue, 1e-12);
            Assert.Equal(alone.StandardError, result.StandardError, 1e-10);
            Assert.Equal(alone.Confidence.Low, result.Confidence.Low, 1e-10);
            Assert.Equal(
                alone.Fold.Select(fold => (fold.Repetition, fold.Fold, fold.Subject, fold.Alpha)), result.Fold.Select(fold => (fold.Repetition, fold.Fold, fold.Subject, fold.Alpha)));
            Assert.Equal(2 * result.FoldCount * subjects.Length, result.Fold.Count);
            Assert.Equal([1, 2], result.Fold.Select(fold => fold.Repetition).Distinct().Order());

            // Scores of a person are the mean of its folds'.
            for (int s = 0; s < subjects.Length; s++)
            {
                Assert.Equal(result.Fold.Where(fold => fold.Subject == subjects[s]).Average(fold => fold.Score), result.SubjectScore[s], 1e-12);
            }

            if (bootstrap == BootstrapFactor.None)
            {
                double mean = result.SubjectScore.Average();
                double variance = result.SubjectScore.Sum(score => (score - mean) * (score - mean)) / (subjects.Length - 1);
                Assert.Equal(Math.Sqrt(variance / subjects.Length), result.StandardError, 1e-12);
            }

            double spread = result.Fold.Average(fold => fold.Weight[1]);
            Assert.Equal(Math.Sqrt(result.Fold.Sum(fold => Math.Pow(fold.Weight[1] - spread, 2)) / (result.Fold.Count - 1)), result.WeightDeviation[1], 1e-12);
        }

        Assert.Equal(3, all.Select(result => Math.Round(result.Score, 9)).Distinct().Count());
    }

    [Fact]
    public void Evaluate_SeveralSamplesOfSubjects_EachIsAsAlone()
    {
        SampleChecks.AssertSamplesAreIndependent(new WeightingStatistic(Setup("Pearson", [0.01, 1]), 2));
    }

    /// <summary>The penalty is that with the highest mean similarity on inner test stimuli, of weights fitted to the others: three folds, gone through one by one.</summary>
    [Fact]
    public void Choose_ThreeInnerFolds_TakesThePenaltyThatPredictsLeftOutStimuli()
    {
        double[] alphas = [0.001, 0.03, 0.3, 3];
        WeightingSetup setup = Setup("Pearson", alphas);
        PairVector[] components = [.. setup.Components.Select(values => new PairVector(values, isRanked: false))];
        int[] train = [.. Enumerable.Range(0, RsaCells.Stimuli).Select(i => i % 7 == 3 ? 0 : 1)];
        var products = new WeightingProducts(setup, null);
        var penalty = new PenaltyChoice(setup);
        var chosen = new HashSet<double>();
        for (int index = 0; index < 12; index++)
        {
            penalty.Take(products, components, train, index, 1);
            int[] fold = new int[train.Length];
            Assert.Equal(3, setup.Folds.AssignInner(train, index, 1, fold));
            int[] all = [1, 1, 1, 1];
            double[] score = [.. alphas.Select(alpha => Enumerable.Range(0, 3).Sum(inner =>
            {
                // Weights from the pooled references over pairs of training stimuli, scored over pairs of test stimuli.
                int[] fit = [.. train.Select((weight, i) => fold[i] >= 0 && fold[i] != inner ? weight : 0)];
                int[] test = [.. train.Select((weight, i) => fold[i] == inner ? weight : 0)];
                double[] theta = Ridge(setup, fit, alpha);
                return Enumerable.Range(0, 4).Sum(s => Similarity(setup, test, theta, s));
            }))];
            double best = alphas[Array.IndexOf(score, score.Max())];
            Assert.Equal(best, penalty.Choose(0, all, -1));
            chosen.Add(best);
        }

        // The choice is not one that any rule would make.
        Assert.True(chosen.Count > 1);
    }

    /// <summary>Pairs without a value are left out before and after labels move; weights are fitted over what is left.</summary>
    [Fact]
    public void Permutation_MissingPairs_FitsThoseThatAreThereBeforeAndAfter()
    {
        int[] labels = [.. Enumerable.Range(0, RsaCells.Stimuli).Select(i => (5 * i + 3) % RsaCells.Stimuli)];
        bool[] present = [.. Enumerable.Range(0, 91).Select(pair => pair % 9 != 4)];
        WeightingSetup setup = Setup("Pearson", [0]) with { Present = present };
        double[] cells = new double[3];
        new WeightingPermutation(setup, 1).CreateEvaluator().Evaluate(labels, cells);

        double[] after = RsaCells.Moved([.. present.Select(there => there ? 1.0 : 0)], labels);
        bool[] both = [.. present.Select((there, pair) => there && after[pair] > 0)];
        AssertClose(Under(both), cells);

        // Neither mask alone is what counts.
        Assert.NotEqual(Under(present)[0], cells[0], 1e-3);
        Assert.NotEqual(Under([.. after.Select(there => there > 0)])[0], cells[0], 1e-3);
        Assert.NotEqual(Under(null)[0], cells[0], 1e-3);

        double[] Under(bool[]? mask)
        {
            double[] values = new double[9];
            new WeightingEvaluator(setup with { Present = mask }, measuresCeilings: false).Evaluate(
                -1,
                [.. Enumerable.Repeat(1, RsaCells.Stimuli)],
                [.. Enumerable.Repeat(1, setup.SubjectCount)],
                [.. setup.Components.Select(vector => new PairVector(RsaCells.Moved(vector, labels), isRanked: false))],
                values);
            return values[..3];
        }
    }

    [Fact]
    public void Fit_BadOptions_AreRefused()
    {
        Assert.Equal("RepetitionCountInvalid", Refused(new() { RepetitionCount = 0 }));
        Assert.Equal("ComparisonNotWeighable", Refused(new() { Method = RdmComparisonMethod.KendallTauA }));
        Assert.Equal("FoldCountInvalid", Refused(new() { Weighting = RsaWeighting.Ridge, InnerFoldCount = 1 }));
        Assert.Equal("PermutationCountInvalid", Refused(new() { Inference = new InferenceOptions { PermutationCount = -1 } }));
        Assert.Equal("BootstrapCountInvalid", Refused(new() { RepetitionCount = 1, Bootstrap = BootstrapFactor.Subject, BootstrapCount = 1, Inference = new InferenceOptions { PermutationCount = 0 } }));
        foreach (double level in new[] { 0, 1, -1, double.NaN })
        {
            Assert.Equal("ConfidenceLevelInvalid", Refused(new() { ConfidenceLevel = level }));
        }

        foreach (double alpha in new[] { -0.1, double.NaN, double.PositiveInfinity })
        {
            Assert.Equal("AlphaInvalid", Refused(new() { Weighting = RsaWeighting.Ridge, Alpha = [1, alpha] }));
        }

        // No penalty at all is a penalty.
        WeightedRsaOptions none = new() { Weighting = RsaWeighting.Ridge, Alpha = [0], RepetitionCount = 1, Inference = new InferenceOptions { PermutationCount = 0 } };
        Assert.Equal(0, Fit(RsaCells.References(), none)[0].Alpha);

        static string Refused(WeightedRsaOptions options) => Assert.ThrowsAny<DnnBrainException>(() => Fit(RsaCells.References(), options)).ErrorId;
    }

    [Fact]
    public void Fit_TwelveStimuli_AreEnoughToChooseAPenalty()
    {
        WeightedRsaOptions options = new() { Weighting = RsaWeighting.Ridge, Alpha = [0.1, 1], FoldCount = 2, RepetitionCount = 1, Inference = new InferenceOptions { PermutationCount = 0 } };
        Rdm[] models = [RsaCells.Model(0, 12), RsaCells.Model(1, 12)];
        Assert.Equal(3, WeightedRsaFitter.Fit("sum", models, RsaCells.References(12), options, SilentObserver.Instance, default).Count);
        Assert.Equal("StimulusTooFew", Assert.ThrowsAny<DnnBrainException>(() =>
            WeightedRsaFitter.Fit("sum", [RsaCells.Model(0, 11)], RsaCells.References(11), options, SilentObserver.Instance, default)).ErrorId);
    }

    private static IReadOnlyList<WeightedRsa> Fit(Rdm[] references, WeightedRsaOptions options) =>
        WeightedRsaFitter.Fit("sum", s_models, references, options, new RecordingObserver(), default);

    private static WeightingSetup Setup(string method, double[] alphas)
    {
        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(RsaCells.References());
        PairForm form = RdmComparisonMethod.Parse(method).Form;
        var rdms = new WeightedRdms(AlignedRdms.Create([.. s_models, .. RsaCells.References()], StimulusAlignment.Id, SilentObserver.Instance), 3, groups, form);
        return new WeightingSetup(
            form, RsaCells.Stimuli, rdms.SubjectCount, null, [.. s_models.Select(rdm => rdm.Dissimilarity.ToArray())], rdms.Regions, RsaWeighting.Ridge, alphas, new RandomWeightingFolds(5, 2, 3));
    }

    // Centred vectors over the pairs of the stimuli of weight 1; the pool is the sum of references of length 1, RDMs are of length 1 under the penalty.
    private static double[] Ridge(WeightingSetup setup, int[] stimuli, double alpha)
    {
        double[][] x = [.. setup.Components.Select(vector => Centred(vector, stimuli))];
        double[] length = [.. x.Select(vector => Math.Sqrt(Dot(vector, vector)))];
        double[][] y = [.. Enumerable.Range(0, 4).Select(s => Unit(Centred([.. RsaCells.References()[s].Dissimilarity], stimuli)))];
        var gram = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(3, 3, (k, j) => (Dot(x[k], x[j]) / length[k] / length[j]) + (k == j ? alpha : 0));
        var product = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(3, k => y.Sum(vector => Dot(x[k], vector)) / length[k]);
        return [.. gram.Solve(product).Select((weight, k) => weight / length[k])];
    }

    private static double Similarity(WeightingSetup setup, int[] stimuli, double[] theta, int subject)
    {
        double[][] x = [.. setup.Components.Select(vector => Centred(vector, stimuli))];
        double[] sum = [.. Enumerable.Range(0, x[0].Length).Select(i => Enumerable.Range(0, 3).Sum(k => theta[k] * x[k][i]))];
        return Dot(Unit(sum), Unit(Centred([.. RsaCells.References()[subject].Dissimilarity], stimuli)));
    }

    private static double[] Centred(double[] vector, int[] stimuli)
    {
        var values = new List<double>();
        for (int i = 0; i < stimuli.Length; i++)
        {
            for (int j = i + 1; j < stimuli.Length; j++)
            {
                if (stimuli[i] > 0 && stimuli[j] > 0)
                {
                    values.Add(vector[RsaCells.Pair(i, j, stimuli.Length)]);
                }
            }
        }

        double mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        return [.. vector.Select(value => value / length)];
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Index(), item => Assert.Equal(item.Item, actual[item.Index], 1e-10));
    }
}
