using System.Numerics.Tensors;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Noise ceilings: whether they bracket the true model, their intervals, tests against them.</summary>
internal static class CeilingSimulations
{
    private const string Cmdlet = "Measure-NoiseCeiling";
    // Quantiles need more draws than variances; both factors cost three samples a draw.
    private static int Draws(BootstrapFactor factor) => factor == BootstrapFactor.Both ? 499 : 999;


    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All =>
    [
        .. new[] { "Pearson", "Spearman", "RhoA", "Cosine", "CosineCov", "CorrelationCov", "KendallTauA", "Bures" }.Select(Brackets),
        Intervals(BootstrapFactor.Stimulus, 4000),
        Intervals(BootstrapFactor.Subject, 2000),
        Intervals(BootstrapFactor.Both, 1000),
        AgainstCeiling(BootstrapFactor.Stimulus, 4000),
        AgainstCeilingOverSubjects,
        AgainstCeiling(BootstrapFactor.Both, 1000),
    ];

    private static CalibrationSimulation Brackets(string method) => new(
        $"Ceiling {method}",
        "24 stimuli, 8 subjects who share a geometry; the true model",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 24);
            double[] geometry = study.Shared();
            var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method), Inference = new InferenceOptions { PermutationCount = 0, MaxThreads = 1 } };

            // What subjects' distances are in the mean: noise of variance 1 in every unit of two patterns makes each longer.
            double[] truth = [.. study.Distances(geometry).Select(distance => distance + (2 * SimulatedStudy.Units))];
            RsaComparison cell = RsaComparer.Compare([Core.Tests.Rsa.RsaCase.Rdm("truth", null, truth)], study.People(8, 1, geometry), options, SilentObserver.Instance, default)[0];
            record.Brackets(Cmdlet, $"bounds, {method}", cell.CeilingLower, cell.Correlation, cell.CeilingUpper);
        });

    private static CalibrationSimulation Intervals(BootstrapFactor factor, int studies)
    {
        (int stimuli, int subjects) = Size(factor);
        return new CalibrationSimulation(
            $"Ceiling {factor} intervals",
            $"{stimuli} stimuli, {subjects} subjects who share a geometry, {Draws(factor)} draws",
            studies,
            record =>
            {
                int set = factor == BootstrapFactor.Subject ? record.Study / 100 : 0;
                var study = new SimulatedStudy(record.Study, stimuli, factor == BootstrapFactor.Subject ? set : null);
                Rdm[] region = study.People(subjects, 1, study.Shared());
                IntervalMethod[] methods = factor == BootstrapFactor.Stimulus ? [IntervalMethod.StudentT, IntervalMethod.Percentile, IntervalMethod.Bca] : [IntervalMethod.StudentT];
                foreach (IntervalMethod method in methods)
                {
                    RsaNoiseCeiling ceiling = RsaCeilingMeter.Measure(
                        region,
                        new RsaCeilingOptions
                        {
                            Method = RdmComparisonMethod.Pearson,
                            Interval = method,
                            Bootstrap = new BootstrapOptions { Factor = factor, Count = Draws(factor), Seed = record.Study, MaxThreads = 1 },
                        },
                        SilentObserver.Instance,
                        default)[0];
                    (string lower, string upper) = ($"lower bound, bootstrap over {factor}, {method} interval", $"upper bound, bootstrap over {factor}, {method} interval");
                    if (factor == BootstrapFactor.Subject)
                    {
                        record.CoversMean(Cmdlet, lower, ceiling.LowerConfidence, ceiling.Lower, set);
                        record.CoversMean(Cmdlet, upper, ceiling.UpperConfidence, ceiling.Upper, set);
                    }
                    else
                    {
                        // Over all stimuli two people correlate by c, and z-scores of one with the sum of k others by kc/√(k + k(k − 1)c).
                        double c = SimulatedStudy.Correlation(1, 1);
                        int others = subjects - 1;
                        record.Covers(Cmdlet, lower, ceiling.LowerConfidence, others * c / Math.Sqrt(others + (others * (others - 1) * c)));
                        record.Covers(Cmdlet, upper, ceiling.UpperConfidence, Math.Sqrt((1 + (others * c)) / subjects));
                    }
                }
            })
        {
            Known = new Dictionary<string, KnownProperty>
            {
                ["lower bound, bootstrap over Both, StudentT interval"] = KnownProperties.Bounds,
            },
        };
    }

    // A model made of as many other people as each subject is compared with for the lower bound is exactly as good as that bound.
    private static CalibrationSimulation AgainstCeiling(BootstrapFactor factor, int studies)
    {
        (int stimuli, int subjects) = Size(factor);
        return new CalibrationSimulation(
            $"Against ceiling {factor}",
            $"{stimuli} stimuli, {subjects} subjects who share a geometry; the model is the pool of {subjects - 1} other people, {Draws(factor)} draws",
            studies,
            record =>
            {
                var study = new SimulatedStudy(record.Study, stimuli);
                double[] geometry = study.Shared();
                Record(record, factor, Pool(study.People(subjects - 1, 1, geometry)), study.People(subjects, 1, geometry));
            });
    }

    // For the stimuli at hand a model is as good as the bound that other people would give on average: the true geometry, spoilt until it is.
    private static CalibrationSimulation AgainstCeilingOverSubjects { get; } = new(
        "Against ceiling Subject",
        $"12 stimuli, 16 subjects who share a geometry; a model as good as the ceiling of 640 other people, {Draws(BootstrapFactor.Subject)} draws",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 12);
            double[] geometry = study.Shared();
            double[][] others = [.. study.People(640, 1, geometry).Select(rdm => Standardized(rdm.AsSpan()))];
            double ceiling = others.Chunk(16).Average(group => group.Average(one =>
                TensorPrimitives.Dot<double>(one, Standardized(Mean(group.Where(other => other != one))))));
            double[] mean = Mean(others);
            double[] truth = Standardized(study.Distances(geometry));
            double[] noise = Standardized(study.Distances(study.Shared()));
            double low = 0;
            double high = 10;
            for (int step = 0; step < 40; step++)
            {
                double middle = (low + high) / 2;
                (low, high) = TensorPrimitives.Dot<double>(mean, Spoilt(truth, noise, middle)) > ceiling ? (middle, high) : (low, middle);
            }

            Record(record, BootstrapFactor.Subject, Core.Tests.Rsa.RsaCase.Rdm("model", null, Spoilt(truth, noise, low)), study.People(16, 1, geometry));
        });

    private static void Record(StudyRecord record, BootstrapFactor factor, Rdm model, Rdm[] region)
    {
        var options = new RsaComparisonOptions
        {
            Method = RdmComparisonMethod.Pearson,
            Bootstrap = factor,
            BootstrapCount = Draws(factor),
            Inference = new InferenceOptions { PermutationCount = 0, Seed = record.Study, MaxThreads = 1 },
        };
        IReadOnlyList<RsaComparison> cells = RsaComparer.Compare([model], region, options, SilentObserver.Instance, default);
        record.P("Invoke-RsaComparison", $"bootstrap over {factor}, Pearson, against the ceiling", cells[0].CeilingPValue);
        record.P(
            "Test-RsaDifference",
            $"bootstrap over {factor}, Pearson, -AgainstCeiling",
            RsaDifferenceTester.Test(cells, true, SubjectTest.SignFlip, options.Inference, SilentObserver.Instance, default)[0].PValue);
    }

    private static (int Stimuli, int Subjects) Size(BootstrapFactor factor) =>
        factor switch { BootstrapFactor.Stimulus => (48, 4), BootstrapFactor.Subject => (12, 16), _ => (48, 16) };

    private static Rdm Pool(Rdm[] people) => Core.Tests.Rsa.RsaCase.Rdm("model", null, Mean(people.Select(rdm => Standardized(rdm.AsSpan()))));

    private static double[] Spoilt(double[] truth, double[] noise, double weight) => Standardized(SimulatedStudy.Mix(weight, noise, truth));

    private static double[] Mean(IEnumerable<double[]> vectors)
    {
        double[][] all = [.. vectors];
        double[] mean = new double[all[0].Length];
        foreach (double[] vector in all)
        {
            TensorPrimitives.Add(mean, vector, mean);
        }

        TensorPrimitives.Divide(mean, all.Length, mean);
        return mean;
    }

    // Mean 0 and length 1.
    private static double[] Standardized(ReadOnlySpan<double> values)
    {
        double[] centred = new double[values.Length];
        TensorPrimitives.Subtract(values, TensorPrimitives.Sum(values) / values.Length, centred);
        TensorPrimitives.Divide(centred, TensorPrimitives.Norm<double>(centred), centred);
        return centred;
    }
}
