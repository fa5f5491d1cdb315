using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Bootstraps of comparisons: against zero, between models, their intervals.</summary>
internal static class BootstrapSimulations
{
    private const string Cmdlet = "Invoke-RsaComparison";
    private const string Difference = "Test-RsaDifference";
    // Quantiles need more draws than variances; both factors cost three samples a draw.
    private static int Draws(BootstrapFactor factor, string method = "Pearson") => factor == BootstrapFactor.Both || method == "KendallTauA" ? 499 : 999;


    // How much of the region's patterns subjects have of whom some show more of it than others.
    private static readonly double[] s_strength = [0.5, 1, 1.5];

    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All =>
    [
        Unrelated(BootstrapFactor.Stimulus, "Pearson", 2000),
        Unrelated(BootstrapFactor.Stimulus, "Spearman", 1000),
        Unrelated(BootstrapFactor.Stimulus, "KendallTauA", 1000),
        Unrelated(BootstrapFactor.Subject, "Pearson", 2000),
        Unrelated(BootstrapFactor.Subject, "Spearman", 2000),
        Unrelated(BootstrapFactor.Both, "Pearson", 2000),
        Unrelated(BootstrapFactor.Both, "Spearman", 2000),
        Unrelated(BootstrapFactor.Both, "RhoA", 2000),
        Unrelated(BootstrapFactor.Both, "CorrelationCov", 2000),
        Related(BootstrapFactor.Stimulus, 4000),
        Related(BootstrapFactor.Subject, 2000),
        Related(BootstrapFactor.Both, 2000),
    ];

    /// <summary>Two models that know nothing of the region.</summary>
    public static CalibrationSimulation Unrelated(BootstrapFactor factor, string method, int studies)
    {
        (int stimuli, int subjects) = (factor, method) switch
        {
            (BootstrapFactor.Both, "Spearman" or "RhoA") => (24, 6),
            (BootstrapFactor.Stimulus, "KendallTauA") => (20, 2),
            _ => Size(factor),
        };
        bool isShared = factor != BootstrapFactor.Subject;
        return new CalibrationSimulation(
            $"Bootstrap {factor} {method}",
            $"{stimuli} stimuli, {subjects} subjects {(isShared ? "who share a geometry" : "each with a geometry of their own")}, 2 unrelated models, {Draws(factor, method)} draws",
            studies,
            record =>
            {
                var study = new SimulatedStudy(record.Study, stimuli);
                Rdm[] models = [study.Model("model0"), study.Model("model1")];
                Rdm[] region = study.People(subjects, isShared ? 1 : 0, study.Shared());
                RsaComparisonOptions options = Options(factor, method, record.Study);
                IReadOnlyList<RsaComparison> cells = RsaComparer.Compare(models, region, options, SilentObserver.Instance, default);
                string test = $"bootstrap over {factor}, {method}";
                double[] p = [.. cells.Select(cell => cell.BootstrapPValue)];
                record.P(Cmdlet, $"{test}, against 0", p[0]);
                record.Covers(Cmdlet, $"{test}, t interval of no relation", cells[0].Confidence, 0);
                record.Family(Cmdlet, $"{test}, maximum over models", cells.Select(cell => cell.AdjustedBootstrapPValue));
                record.Family(Cmdlet, $"{test}, Holm over models", Correction.Holm.Adjust(p));
                record.P(Difference, $"{test}, unrelated models", RsaDifferenceTester.Test(cells, false, SubjectTest.SignFlip, options.Inference, SilentObserver.Instance, default)[0].PValue);
            });
    }

    // Two models that are as good as each other, and subjects of whom some show more of the region's geometry than others. Drawing subjects answers for the
    // stimuli at hand: studies in hundreds share them, and the truth is the mean over such a hundred.
    private static CalibrationSimulation Related(BootstrapFactor factor, int studies)
    {
        (int stimuli, int subjects) = Size(factor);
        return new CalibrationSimulation(
            $"Bootstrap {factor} related",
            $"{stimuli} stimuli, {subjects} subjects in whom the geometry is clear to different degrees, 2 models that are equally good, {Draws(factor)} draws",
            studies,
            record =>
            {
                bool isFixed = factor == BootstrapFactor.Subject;
                int set = isFixed ? record.Study / 100 : record.Study;
                var study = new SimulatedStudy(record.Study, stimuli, set);
                double[] geometry = study.Shared();
                Rdm[] models = [study.Model("model0", 1, geometry), study.Model("model1", 1, geometry)];

                // Where people stay the same, so does how clear they are.
                double[] strength = [.. Enumerable.Range(0, subjects).Select(s => s_strength[factor == BootstrapFactor.Stimulus ? s % 3 : study.Random.NextInt32(3)])];
                Rdm[] region = [.. strength.Select((h, s) => study.Rdm("region", $"s{s}", SimulatedStudy.Mix(h, geometry, study.Own())))];
                double truth = factor == BootstrapFactor.Stimulus
                    ? strength.Average(h => SimulatedStudy.Correlation(1, h))
                    : s_strength.Average(h => SimulatedStudy.Correlation(1, h));
                IntervalMethod[] methods = factor == BootstrapFactor.Both ? [IntervalMethod.StudentT] : [IntervalMethod.StudentT, IntervalMethod.Percentile, IntervalMethod.Bca];
                foreach (IntervalMethod method in methods)
                {
                    RsaComparisonOptions options = Options(factor, "Pearson", record.Study) with { Interval = method };
                    IReadOnlyList<RsaComparison> cells = RsaComparer.Compare(models, region, options, SilentObserver.Instance, default);
                    string test = $"bootstrap over {factor}, Pearson, {method} interval of a relation";
                    if (isFixed)
                    {
                        record.CoversMean(Cmdlet, test, cells[0].Confidence, cells[0].Correlation, set);
                    }
                    else
                    {
                        record.Covers(Cmdlet, test, cells[0].Confidence, truth);
                    }

                    if (method == IntervalMethod.StudentT && !isFixed)
                    {
                        record.P(
                            Difference,
                            $"bootstrap over {factor}, Pearson, equally good models",
                            RsaDifferenceTester.Test(cells, false, SubjectTest.SignFlip, options.Inference, SilentObserver.Instance, default)[0].PValue);
                    }
                }
            });
    }

    private static (int Stimuli, int Subjects) Size(BootstrapFactor factor) =>
        factor switch { BootstrapFactor.Stimulus => (48, 3), BootstrapFactor.Subject => (12, 16), _ => (48, 16) };

    private static RsaComparisonOptions Options(BootstrapFactor factor, string method, int seed) => new()
    {
        Method = RdmComparisonMethod.Parse(method),
        Bootstrap = factor,
        BootstrapCount = Draws(factor, method),
        Inference = new InferenceOptions { PermutationCount = 0, Seed = seed, Alternative = Alternative.TwoSided, MaxThreads = 1 },
    };
}
