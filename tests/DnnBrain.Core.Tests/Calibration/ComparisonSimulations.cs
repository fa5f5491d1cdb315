using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Invoke-RsaComparison: permutations of labels, sign flips and t over subjects; Test-RsaDifference without a bootstrap.</summary>
internal static class ComparisonSimulations
{
    private const string Cmdlet = "Invoke-RsaComparison";
    private const string Difference = "Test-RsaDifference";
    private const int Stimuli = 12;

    // p = k/240: 5 % and 5 %/6 can be reached exactly, so that Holm's p of six cells can.
    private const int Permutations = 239;

    // For what takes longer.
    private static readonly Size s_small = new(8, 2, 2, 1, 119);

    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All =>
    [
        .. RdmComparisonMethod.All.Select(method => method.Name is "Bures" or "NegativeRiemannian" or "KendallTauA" or "KendallTauB"
            ? Labels(method.Name, 1000, size: s_small)
            : Labels(method.Name, 2000)),
        Labels("Pearson", 2000, (study, options) => options with { Nuisance = [study.Model("nuisance")] }, "Partial"),
        Labels("Spearman", 2000, (study, options) => options with { Nuisance = [study.Model("nuisance")], Semipartial = true }, "Semipartial"),
        Labels("CorrelationCov", 1000, (study, options) => options with { StimulusCovariance = Covariance(study.StimulusCount) }, "Covariance", s_small),
        Labels("Spearman", 2000, (_, options) => options with { Inference = options.Inference with { Alternative = Alternative.TwoSided } }, "TwoSided"),

        // (0 + 1)/21 is the one p below 5 %; k/n in place of (k + 1)/(n + 1) would have two, 9.5 %, and is not seen with 239.
        Labels("Pearson", 2000, name: "TwentyPermutations", size: new(8, 2, 2, 1, 20)),
        Missing,
        FalseDiscovery,
        Subjects,
        Stimulus,
    ];

    private static CalibrationSimulation Labels(
        string method, int studies, Func<SimulatedStudy, RsaComparisonOptions, RsaComparisonOptions>? change = null, string? name = null, Size? size = null)
    {
        Size of = size ?? new Size(Stimuli, 5, 3, 2, Permutations);
        string test = $"permutation, {method}{(name is null ? "" : $" {name}")}";
        return new CalibrationSimulation($"Permutation {method}{(name is null ? "" : $" {name}")}", of.ToString(), studies, record =>
        {
            var study = new SimulatedStudy(record.Study, of.Stimuli);
            RsaComparisonOptions options = Options(method, record.Study, of.Permutations);
            IReadOnlyList<RsaComparison> cells = Compare(study, change is null ? options : change(study, options), Models(study, of.Models), Regions(study, of));
            record.P(Cmdlet, test, cells[0].PValue);
            record.Family(Cmdlet, $"{test}, maximum over cells", cells.Select(cell => cell.AdjustedPValue));
            if (method == "Pearson" && name is null)
            {
                record.Family(Cmdlet, $"{test}, Holm over cells", Correction.Holm.Adjust([.. cells.Select(cell => cell.PValue)]));
                record.Family(Cmdlet, $"{test}, BH-FDR over cells", Correction.FalseDiscoveryRate.Adjust([.. cells.Select(cell => cell.PValue)]));
            }
        });
    }

    private static CalibrationSimulation Missing { get; } = new(
        "Permutation missing pairs",
        $"5 pairs missing; {s_small}",
        2000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, s_small.Stimuli);
            Rdm[] regions = [.. Regions(study, s_small).Select(rdm =>
            {
                double[] values = [.. rdm.Dissimilarity];
                for (int missing = 0; missing < 5; missing++)
                {
                    values[6 * missing] = double.NaN;
                }

                return Core.Tests.Rsa.RsaCase.Rdm(rdm.Name, rdm.Subject, values);
            })];
            IReadOnlyList<RsaComparison> cells = Compare(study, Options("Pearson", record.Study, s_small.Permutations), Models(study, s_small.Models), regions);
            record.P(Cmdlet, "permutation, missing pairs", cells[0].PValue);
            record.Family(Cmdlet, "permutation, missing pairs, maximum over cells", cells.Select(cell => cell.AdjustedPValue));
        });

    private static CalibrationSimulation FalseDiscovery { get; } = new(
        "Permutation FDR",
        $"{Stimuli} stimuli, 3 subjects, 5 models × 4 regions, each region with the geometry of a model, 399 permutations",
        2000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            double[][] known = [.. Enumerable.Range(0, 5).Select(_ => study.Shared())];
            Rdm[] models = [.. known.Select((patterns, m) => study.Rdm($"{m}", null, patterns))];
            Rdm[] regions = [.. known.Take(4).SelectMany((patterns, r) => study.People(3, 1, SimulatedStudy.Mix(3, patterns, study.Shared()), $"{r}"))];
            RsaComparisonOptions options = Options("Pearson", record.Study, 399, Correction.FalseDiscoveryRate);
            IReadOnlyList<RsaComparison> cells = Compare(study, options, models, regions);
            record.FalseDiscovery(Cmdlet, "permutation, BH-FDR with effects in 20 % of cells", [.. cells.Select(cell => cell.AdjustedPValue)], cell => cells[cell].Name == cells[cell].Region);
        });

    private static CalibrationSimulation Subjects { get; } = new(
        "Subjects",
        "12 stimuli, 10 subjects, each with a geometry of their own, 3 models that share a part × 2 regions of the same people, 239 flips",
        2000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            double[] common = study.Shared();
            Rdm[] models = [.. Enumerable.Range(0, 3).Select(m => study.Model($"model{m}", 1, common))];
            Rdm[] regions = [.. Enumerable.Range(0, 10).SelectMany(s =>
            {
                double[] person = study.Own();
                return (Rdm[])[study.Rdm("region0", $"s{s}", SimulatedStudy.Mix(1, person, study.Own())), study.Rdm("region1", $"s{s}", SimulatedStudy.Mix(1, person, study.Own()))];
            })];
            foreach (SubjectTest test in Enum.GetValues<SubjectTest>())
            {
                RsaComparisonOptions options = Options("Spearman", record.Study) with { SubjectTest = test };
                IReadOnlyList<RsaComparison> cells = Compare(study, options, models, regions);
                double[] p = [.. cells.Select(cell => cell.SubjectPValue)];
                record.P(Cmdlet, $"{test} over subjects", p[0]);
                record.Family(Cmdlet, $"{test} over subjects, maximum over cells", cells.Select(cell => cell.AdjustedSubjectPValue));
                record.Family(Cmdlet, $"{test} over subjects, Holm over cells", Correction.Holm.Adjust(p));
                IReadOnlyList<RsaDifference> differences = RsaDifferenceTester.Test(cells, false, test, options.Inference, SilentObserver.Instance, default);
                record.P(Difference, $"{test} over subjects", differences[0].PValue);
                record.Family(Difference, $"{test} over subjects, maximum over pairs", differences.Select(difference => difference.AdjustedPValue));
            }
        });

    private static CalibrationSimulation Stimulus { get; } = new(
        "Subjects, other stimuli",
        "12 stimuli, 10 subjects who share a geometry; the question is about other stimuli",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            Rdm[] region = study.People(10, 1, study.Shared());
            record.P(Cmdlet, "SignFlip over subjects, asked about other stimuli", Compare(study, Options("Spearman", record.Study), [study.Model("model")], region)[0].SubjectPValue);
        })
    {
        Known = new Dictionary<string, KnownProperty>
        {
            ["SignFlip over subjects, asked about other stimuli"] = new(
                0.1,
                0.3,
                "Tests over subjects answer for the stimuli at hand. An unrelated model correlates a little with the geometry that subjects share in these stimuli, and that is found. "
                + "Results say so; for other stimuli there are permutations and bootstraps over stimuli (Schütt et al. 2023, https://doi.org/10.7554/eLife.82566)."),
        },
    };

    private static RsaComparisonOptions Options(string method, int seed, int permutations = Permutations, Correction correction = Correction.Maximum) => new()
    {
        Method = RdmComparisonMethod.Parse(method),
        Inference = new InferenceOptions { PermutationCount = permutations, Seed = seed, Correction = correction, MaxThreads = 1 },
    };

    private static IReadOnlyList<RsaComparison> Compare(SimulatedStudy study, RsaComparisonOptions options, Rdm[] models, Rdm[] regions)
    {
        IReadOnlyList<RsaComparison> cells = RsaComparer.Compare(models, regions, options, SilentObserver.Instance, default);
        return cells.Count > 0 ? cells : throw new InvalidOperationException($"No comparison of {study.StimulusCount} stimuli.");
    }

    private static Rdm[] Models(SimulatedStudy study, int count) => [.. Enumerable.Range(0, count).Select(m => study.Model($"model{m}"))];

    private static Rdm[] Regions(SimulatedStudy study, Size size) =>
        [.. Enumerable.Range(0, size.Regions).SelectMany(r => study.People(size.Subjects, 1, study.Shared(), $"region{r}"))];

    // Errors of stimuli next to each other correlate, as those of trials do.
    private static double[,] Covariance(int stimuli)
    {
        double[,] covariance = new double[stimuli, stimuli];
        for (int i = 0; i < stimuli; i++)
        {
            for (int j = 0; j < stimuli; j++)
            {
                covariance[i, j] = Math.Pow(0.4, Math.Abs(i - j));
            }
        }

        return covariance;
    }

    private sealed record Size(int Stimuli, int Subjects, int Models, int Regions, int Permutations)
    {
        public override string ToString() =>
            $"{Stimuli} stimuli, {Subjects} subjects who share a geometry, {Models} models × {Regions} region{(Regions > 1 ? "s" : "")}, {Permutations} permutations";
    }
}
