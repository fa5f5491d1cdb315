using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Several models and regions of different people at once give what each gives alone.</summary>
public class RsaComparerCellTests : TensorTest
{
    private const int Stimuli = 8;

    // Some 80 decompositions a pair of RDMs.
    private const int FewStimuli = 5;

    [Theory]
    [InlineData("Pearson", false)]
    [InlineData("Pearson", true)]
    [InlineData("Spearman", true)]
    [InlineData("Cosine", true)]
    [InlineData("CorrelationCov", false)]
    [InlineData("KendallTauA", false)]
    [InlineData("Bures", false)]
    [InlineData("NegativeRiemannian", false)]
    public void Compare_ModelsAndRegions_EachIsAsAlone(string method, bool hasHole)
    {
        bool isSlow = method == "NegativeRiemannian";
        Rdm[] models = [.. Enumerable.Range(0, 2).Select(m => Hole(RsaCells.Model(m, isSlow ? FewStimuli : Stimuli), hasHole))];
        Rdm[] references = [.. RsaCells.References(isSlow ? FewStimuli : Stimuli).Select(rdm => Hole(rdm, hasHole))];
        RsaComparisonOptions options = new()
        {
            Method = RdmComparisonMethod.Parse(method),
            Inference = new InferenceOptions { PermutationCount = isSlow ? 3 : 99, Seed = 3 },
        };
        IReadOnlyList<RsaComparison> all = RsaComparer.Compare(models, references, options, new RecordingObserver(), default);
        Assert.Equal(6, all.Count);
        for (int cell = 0; cell < all.Count; cell++)
        {
            (string region, string[] subjects) = RsaCells.Regions[cell / 2];
            Rdm model = models[cell % 2];
            RsaComparison alone = Assert.Single(RsaComparer.Compare([model], [.. references.Where(rdm => rdm.Name == region)], options, new RecordingObserver(), default));
            RsaComparison result = all[cell];
            Assert.Equal((model.Name, region), (result.Name, result.Region));
            Assert.Equal(subjects, result.Subject);

            // The two differ by the order of sums alone; the Riemannian distance is the end of a search.
            double tolerance = isSlow ? 1e-9 : 1e-12;
            AssertEqual(alone.SubjectCorrelation, result.SubjectCorrelation, tolerance);
            Assert.Equal(alone.CeilingLower, result.CeilingLower, tolerance);
            Assert.Equal(alone.CeilingUpper, result.CeilingUpper, tolerance);

            // Labels are drawn alike; signs of five people, all gone through, are those of two or four people over and over.
            Assert.Equal(alone.PValue, result.PValue, 1e-12);
            Assert.Equal(alone.SubjectPValue, result.SubjectPValue, 1e-12);

            double mean = result.SubjectCorrelation.Average();
            Assert.Equal(mean, result.Correlation, 1e-12);
            double variance = result.SubjectCorrelation.Sum(r => (r - mean) * (r - mean)) / (subjects.Length - 1);
            Assert.Equal(Math.Sqrt(variance / subjects.Length), result.StandardError, 1e-12);
        }

        Assert.Equal(6, all.Select(result => Math.Round(result.Correlation, 9)).Distinct().Count());
    }

    /// <summary>The table of observed values is what a permutation test gives for labels as they are.</summary>
    [Theory]
    [InlineData("Pearson", false)]
    [InlineData("Pearson", true)]
    [InlineData("Spearman", true)]
    [InlineData("Cosine", true)]
    [InlineData("Bures", false)]
    public void Statistic_Labels_GivesTheComparisonOfRelabelledModels(string method, bool hasHole)
    {
        int[] labels = [3, 0, 5, 7, 1, 2, 6, 4];
        Rdm[] models = [.. Enumerable.Range(0, 2).Select(m => Hole(RsaCells.Model(m, Stimuli), hasHole))];
        Rdm[] references = [.. RsaCells.References(Stimuli).Select(rdm => Hole(rdm, hasHole))];
        RdmComparisonMethod of = RdmComparisonMethod.Parse(method);
        var aligned = AlignedRdms.Create([.. models, .. references], StimulusAlignment.Id, new RecordingObserver());
        BoundComparison comparison = of.Bind(new ComparisonSpace(Stimuli, aligned.PresentPair));
        PreparedRdm Prepared(int index) => comparison.Prepare(aligned.Values(index))!;
        int first = 2;
        var regions = new List<PreparedRdm[]>();
        foreach ((_, string[] subjects) in RsaCells.Regions)
        {
            regions.Add([.. Enumerable.Range(first, subjects.Length).Select(Prepared)]);
            first += subjects.Length;
        }

        IStimulusStatistic statistic = comparison.Statistic([Prepared(0), Prepared(1)], regions);
        Assert.Equal(6, statistic.CellCount);
        double[] cells = new double[6];
        statistic.CreateEvaluator().Evaluate(labels, cells);

        // Ranks are those over the pairs that were there before labels moved; a value that is lost by the move is missing.
        double[] Scores(Rdm rdm)
        {
            double[] values = [.. rdm.Dissimilarity];
            int[] there = [.. Enumerable.Range(0, values.Length).Where(pair => !double.IsNaN(values[pair]))];
            if (method == "Spearman")
            {
                double[] ranks = [.. there.Select(pair => there.Count(other => values[other] < values[pair]) + ((there.Count(other => values[other] == values[pair]) + 1) / 2.0))];
                for (int i = 0; i < there.Length; i++)
                {
                    values[there[i]] = ranks[i];
                }
            }

            return values;
        }

        for (int cell = 0; cell < 6; cell++)
        {
            double[] moved = RsaCells.Moved(Scores(models[cell / 3]), labels);
            Assert.Equal(hasHole, moved.Any(double.IsNaN));
            IEnumerable<double> ofSubjects = references.Where(rdm => rdm.Name == RsaCells.Regions[cell % 3].Region).Select(rdm => Similarity(method, moved, Scores(rdm)));
            Assert.Equal(ofSubjects.Average(), cells[cell], 1e-10);
        }

    }

    private static double Similarity(string method, double[] x, double[] y)
    {
        int[] both = [.. Enumerable.Range(0, x.Length).Where(pair => !double.IsNaN(x[pair]) && !double.IsNaN(y[pair]))];
        double[] a = [.. both.Select(pair => x[pair])];
        double[] b = [.. both.Select(pair => y[pair])];
        switch (method)
        {
            case "Cosine":
                return a.Zip(b, (p, q) => p * q).Sum() / Math.Sqrt(a.Sum(p => p * p) * b.Sum(q => q * q));
            case "Bures":
                return RsaComparer.Compare(
                    [RsaCase.Rdm("model", null, x)],
                    [RsaCase.Rdm("region", "s", y)],
                    new RsaComparisonOptions { Method = RdmComparisonMethod.Bures, Inference = new InferenceOptions { PermutationCount = 0 } },
                    SilentObserver.Instance,
                    default)[0].Correlation;
            default:
                (double meanA, double meanB) = (a.Average(), b.Average());
                return a.Zip(b, (p, q) => (p - meanA) * (q - meanB)).Sum() / Math.Sqrt(a.Sum(p => (p - meanA) * (p - meanA)) * b.Sum(q => (q - meanB) * (q - meanB)));
        }
    }

    private static Rdm Hole(Rdm rdm, bool hasHole) => hasHole ? RsaCells.WithHole(rdm, 4) : rdm;

    private static void AssertEqual(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Index(), item => Assert.Equal(item.Item, actual[item.Index], tolerance));
    }
}
