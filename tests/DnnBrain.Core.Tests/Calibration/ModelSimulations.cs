using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Models that are fitted: Test-RsaModel, Invoke-WeightedRsa, Invoke-VariancePartition.</summary>
internal static class ModelSimulations
{
    private const string Model = "Test-RsaModel";
    private const string Weighted = "Invoke-WeightedRsa";
    private const string Partition = "Invoke-VariancePartition";
    private const int ModelDraws = 199;

    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All =>
    [
        Models(BootstrapFactor.None, 18, 10, 1000),
        Models(BootstrapFactor.Stimulus, 24, 3, 1000),
        Models(BootstrapFactor.Subject, 12, 12, 1000),
        Models(BootstrapFactor.Both, 16, 6, 1000),
        Models(BootstrapFactor.Both, 32, 8, 1000),
        Relation(BootstrapFactor.Stimulus, 24, 3),
        Relation(BootstrapFactor.Both, 16, 6),
        Relation(BootstrapFactor.Both, 32, 8),
        Weights(RsaWeighting.NonNegative),
        Weights(RsaWeighting.NonNegativeRidge),
        WeightedSubjects,
        WeightedInterval,
        Nothing,
        Unique,
        PartIntervals(BootstrapFactor.Stimulus, 4000),
        PartIntervals(BootstrapFactor.Both, 1000),
    ];

    // Every kind of model under the same folds and draws.
    private static CalibrationSimulation Models(BootstrapFactor factor, int stimuli, int subjects, int studies)
    {
        bool isShared = factor is BootstrapFactor.Stimulus or BootstrapFactor.Both;
        bool isFew = factor == BootstrapFactor.Both && stimuli < 24;
        string test = factor == BootstrapFactor.None ? "sign flips" : $"bootstrap over {factor}{(isFew ? ", few stimuli" : "")}";
        return new CalibrationSimulation(
            $"Models {factor} {stimuli}",
            $"{stimuli} stimuli, {subjects} subjects {(isShared ? "who share a geometry" : "each with a geometry of their own")}, models of 1 to 3 unrelated RDMs, {(factor == BootstrapFactor.None ? "199 flips" : $"{ModelDraws} draws")}",
            studies,
            record =>
            {
                var study = new SimulatedStudy(record.Study, stimuli);
                Rdm[] rdms = [.. Enumerable.Range(0, 3).Select(m => study.Model($"layer{m}"))];
                IReadOnlyList<RsaModelTest> tests = RsaModelTester.Test(
                    OfAllKinds(rdms), study.People(subjects, isShared ? 1 : 0, study.Shared()), ModelOptions(factor, record.Study), SilentObserver.Instance, default);
                foreach (RsaModelTest one in tests)
                {
                    record.P(Model, $"{one.Kind}, {test}", one.PValue);
                    if (factor != BootstrapFactor.None)
                    {
                        record.Covers(Model, $"{one.Kind}, {test}, interval", one.Confidence, 0);
                    }
                }

                record.Family(Model, $"{test}, maximum over models", tests.Select(one => one.AdjustedPValue));
            })
        {
            Known = factor != BootstrapFactor.Both ? [] : new Dictionary<string, KnownProperty>
            {
                [$"Fixed, {test}"] = KnownProperties.Careful,
                [$"Select, {test}"] = KnownProperties.Careful,
                [$"Weighted, {test}"] = KnownProperties.Careful,
                [$"Interpolate, {test}"] = KnownProperties.Careful,
                [$"{test}, maximum over models"] = KnownProperties.Careful,
                [$"Select, {test}, interval"] = KnownProperties.CarefulInterval,
                [$"Weighted, {test}, interval"] = KnownProperties.CarefulInterval,
                [$"Interpolate, {test}, interval"] = KnownProperties.CarefulInterval,
            },
        };
    }

    private static CalibrationSimulation Relation(BootstrapFactor factor, int stimuli, int subjects) => new(
        $"Models {factor} {stimuli} relation",
        $"{stimuli} stimuli, {subjects} subjects who share a geometry, models of 1 to 3 RDMs that know a part of it, {ModelDraws} draws",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, stimuli);
            double[] geometry = study.Shared();
            Rdm[] rdms = [.. Enumerable.Range(0, 3).Select(m => study.Model($"layer{m}", 1, geometry))];
            foreach (RsaModelTest one in RsaModelTester.Test(OfAllKinds(rdms), study.People(subjects, 1, geometry), ModelOptions(factor, record.Study), SilentObserver.Instance, default))
            {
                record.CoversMean(Model, $"{one.Kind}, bootstrap over {factor}, interval of a relation, {stimuli} stimuli", one.Confidence, one.Score);
            }
        })
    {
        Known = new Dictionary<string, KnownProperty> { [$"Fixed, bootstrap over {factor}, interval of a relation, {stimuli} stimuli"] = KnownProperties.FixedInFolds },
    };

    private static RsaModel[] OfAllKinds(Rdm[] rdms) =>
    [
        new("fixed", RsaModelKind.Fixed, rdms[..1]),
        new("select", RsaModelKind.Select, rdms),
        new("weighted", RsaModelKind.Weighted, rdms),
        new("interpolate", RsaModelKind.Interpolate, rdms),
    ];

    private static RsaModelTestOptions ModelOptions(BootstrapFactor factor, int seed) => new()
    {
        Method = RdmComparisonMethod.Pearson,
        Bootstrap = factor,
        BootstrapCount = ModelDraws,
        FoldCount = 2,
        RepetitionCount = 4,
        Inference = new InferenceOptions { PermutationCount = factor == BootstrapFactor.None ? 199 : 0, Seed = seed, MaxThreads = 1 },
    };

    private static CalibrationSimulation Weights(RsaWeighting weighting) => new(
        $"Weights {weighting}",
        "12 stimuli, 4 subjects who share a geometry, 3 unrelated RDMs, 2 regions, 119 permutations",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 12);
            Rdm[] regions = [.. study.People(4, 1, study.Shared(), "region0"), .. study.People(4, 1, study.Shared(), "region1")];
            IReadOnlyList<WeightedRsa> results = Fit(study, regions, Options(record.Study, 119) with { Weighting = weighting, Alpha = [0.1] });
            record.P(Weighted, $"permutation, {weighting}", results[0].PValue);
            record.Family(Weighted, $"permutation, {weighting}, maximum over regions", results.Select(result => result.AdjustedPValue));
        });

    private static CalibrationSimulation WeightedSubjects { get; } = new(
        "Weights subjects",
        "18 stimuli, 10 subjects each with a geometry of their own, 3 unrelated RDMs, 99 flips",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 18);
            WeightedRsaOptions options = Options(record.Study, 99) with { RepetitionCount = 2 };
            record.P(Weighted, "sign flips over subjects", Fit(study, study.People(10, 0, study.Shared()), options)[0].SubjectPValue);
        });

    private static CalibrationSimulation WeightedInterval { get; } = new(
        "Weights interval",
        "16 stimuli, 8 subjects who share a geometry, 3 RDMs that know a part of it, 199 draws",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 16);
            double[] geometry = study.Shared();
            Rdm[] models = [.. Enumerable.Range(0, 3).Select(m => study.Model($"layer{m}", 1, geometry))];
            WeightedRsaOptions options = Options(record.Study, 0) with { Bootstrap = BootstrapFactor.Both, BootstrapCount = 199, FoldCount = 2, RepetitionCount = 2 };
            WeightedRsa result = WeightedRsaFitter.Fit("sum", models, study.People(8, 1, geometry), options, SilentObserver.Instance, default)[0];
            record.CoversMean(Weighted, "bootstrap over Both, interval of a relation", result.Confidence, result.Score);
        });

    private static CalibrationSimulation Nothing { get; } = new(
        "Partition nothing",
        "12 stimuli, 4 subjects who share a geometry, 2 groups of 2 unrelated RDMs, 199 permutations",
        2000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 12);
            VarianceGroup[] groups = [Group(study, "a"), Group(study, "b")];
            IReadOnlyList<VariancePart> parts = Parts(groups, study.People(4, 1, study.Shared()), record.Study);
            record.P(Partition, "permutation, total", parts[^1].PValue);
            record.P(Partition, "permutation, shared part", parts.Single(part => part.Kind == VariancePartKind.Shared).PValue);
            record.Family(Partition, "permutation, maximum over parts", parts.Select(part => part.AdjustedPValue));
        });

    private static CalibrationSimulation Unique { get; } = new(
        "Partition unique",
        "12 stimuli, 4 subjects with the geometry of one group, of which the other group knows a part and adds nothing, 199 permutations",
        2000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, 12);
            double[] cause = study.Distances(study.Shared());
            double[] alike = SimulatedStudy.Mix(0.8, cause, study.Distances(study.Shared()));
            Rdm[] people = [.. Enumerable.Range(0, 4).Select(s =>
                Core.Tests.Rsa.RsaCase.Rdm("region", $"s{s}", SimulatedStudy.Mix(1, cause, study.Distances(study.Own()))))];
            IReadOnlyList<VariancePart> parts = Parts(
                [new("cause", [Core.Tests.Rsa.RsaCase.Rdm("cause", null, cause)]), new("alike", [Core.Tests.Rsa.RsaCase.Rdm("alike", null, alike)])], people, record.Study);
            record.P(Partition, "permutation, unique part beside a true one", parts[1].PValue);
        });

    private static CalibrationSimulation PartIntervals(BootstrapFactor factor, int studies)
    {
        int subjects = factor == BootstrapFactor.Stimulus ? 4 : 12;
        return new CalibrationSimulation(
            $"Partition {factor} interval",
            $"64 stimuli, {subjects} subjects who share a geometry, 2 groups of 1 RDM that know a part of it, {(factor == BootstrapFactor.Stimulus ? 999 : 299)} draws",
            studies,
            record =>
            {
                var study = new SimulatedStudy(record.Study, 64);
                double[] geometry = study.Shared();
                VarianceGroup[] groups = [new("a", [study.Model("a", 2, geometry)]), new("b", [study.Model("b", 2, geometry)])];
                IReadOnlyList<VariancePart> parts = VariancePartitioner.Partition(
                    groups,
                    study.People(subjects, 2, geometry),
                    new VariancePartitionOptions { Bootstrap = factor, BootstrapCount = factor == BootstrapFactor.Stimulus ? 999 : 299, Inference = new InferenceOptions { PermutationCount = 0, Seed = record.Study, MaxThreads = 1 } },
                    SilentObserver.Instance,
                    default);

                // Both predictors correlate by c with the region and with each other: R² of one is c², of both 2c²/(1 + c).
                double c = SimulatedStudy.Correlation(2, 2);
                double total = 2 * c * c / (1 + c);
                record.Covers(Partition, $"bootstrap over {factor}, interval of a unique part", parts[0].Confidence, total - (c * c));
                record.Covers(Partition, $"bootstrap over {factor}, interval of a shared part", parts[2].Confidence, (2 * c * c) - total);
                record.Covers(Partition, $"bootstrap over {factor}, interval of the total", parts[^1].Confidence, total);
            })
        {
            Known = factor == BootstrapFactor.Stimulus ? [] : new Dictionary<string, KnownProperty>
            {
                [$"bootstrap over {factor}, interval of a unique part"] = KnownProperties.Squares,
                [$"bootstrap over {factor}, interval of a shared part"] = KnownProperties.SharedParts,
                [$"bootstrap over {factor}, interval of the total"] = KnownProperties.Squares,
            },
        };
    }

    private static VarianceGroup Group(SimulatedStudy study, string name) => new(name, [study.Model($"{name}0"), study.Model($"{name}1")]);

    private static IReadOnlyList<VariancePart> Parts(VarianceGroup[] groups, Rdm[] people, int seed) => VariancePartitioner.Partition(
        groups, people, new VariancePartitionOptions { Inference = new InferenceOptions { PermutationCount = 199, Seed = seed, MaxThreads = 1 } }, SilentObserver.Instance, default);

    private static IReadOnlyList<WeightedRsa> Fit(SimulatedStudy study, Rdm[] regions, WeightedRsaOptions options) => WeightedRsaFitter.Fit(
        "sum", [.. Enumerable.Range(0, 3).Select(m => study.Model($"layer{m}"))], regions, options, SilentObserver.Instance, default);

    private static WeightedRsaOptions Options(int seed, int permutations) => new()
    {
        Method = RdmComparisonMethod.Pearson,
        RepetitionCount = 1,
        Inference = new InferenceOptions { PermutationCount = permutations, Seed = seed, MaxThreads = 1 },
    };
}
