using DnnBrain.Activations;
using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Representations;
using DnnBrain.Rsa;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Comparisons without RDMs: Measure-Cka, Measure-DistributionDistance.</summary>
internal static class RepresentationSimulations
{
    private const string Cka = "Measure-Cka";
    private const string Distribution = "Measure-DistributionDistance";
    private const int Stimuli = 10;

    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All =>
    [
        .. RepresentationMethod.All.Select(Unrelated),
        Sets(isPaired: true),
        Sets(isPaired: false),
    ];

    private static CalibrationSimulation Unrelated(RepresentationMethod method) => new(
        $"Representations {method}",
        $"{Stimuli} stimuli, 2 models × 1 region whose patterns are unrelated, 119 permutations",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            Representation Patterns(string name) => Representation.FromPatterns(new ArrayPatterns(Stimuli, study.Shared()) { Name = name }, MemoryLimit.None, SilentObserver.Instance, default);
            IReadOnlyList<RepresentationComparison> cells = RepresentationComparer.Compare(
                [Patterns("model0"), Patterns("model1")],
                [Patterns("region")],
                new RepresentationComparisonOptions { Method = method, VarianceShare = 0.8, Inference = new InferenceOptions { PermutationCount = 119, Seed = record.Study, MaxThreads = 1 } },
                SilentObserver.Instance,
                default);
            record.P(Cka, $"permutation, {method}", cells[0].PValue);
            record.Family(Cka, $"permutation, {method}, maximum over cells", cells.Select(cell => cell.AdjustedPValue));
        });

    private static CalibrationSimulation Sets(bool isPaired) => new(
        $"Sets {(isPaired ? "paired" : "apart")}",
        $"{Stimuli} {(isPaired ? "stimuli in both sets" : "stimuli in each set")}, 2 layers of 2 × 3 values that go together within a stimulus, 199 exchanges",
        2000,
        record =>
        {
            var random = new RandomStream(20261124, RandomPurpose.Simulation, record.Study);
            Activation[] first = [Layer(random, "a", "x"), Layer(random, "b", "x")];
            Activation[] second = [Layer(random, "a", isPaired ? "x" : "y"), Layer(random, "b", isPaired ? "x" : "y")];
            foreach (DistributionMethod method in Enum.GetValues<DistributionMethod>())
            {
                IReadOnlyList<DistributionDistance> layers = DistributionComparer.Compare(
                    first,
                    second,
                    new DistributionOptions { Method = method, BinCount = 15, Inference = new InferenceOptions { PermutationCount = 199, Seed = record.Study, MaxThreads = 1 } },
                    SilentObserver.Instance,
                    default);
                string test = $"exchange {(isPaired ? "within stimuli" : "of stimuli")}, {method}";
                record.P(Distribution, test, layers[0].PValue);
                record.Family(Distribution, $"{test}, maximum over layers", layers.Select(layer => layer.AdjustedPValue));
            }
        });

    private static Activation Layer(RandomStream random, string name, string stimulus)
    {
        float[] values = new float[Stimuli * 6];
        for (int i = 0; i < values.Length; i += 3)
        {
            double common = random.NextNormal();
            for (int place = 0; place < 3; place++)
            {
                values[i + place] = (float)(common + (0.5 * random.NextNormal()));
            }
        }

        return new Activation(
            "net",
            name,
            Enumerable.Range(0, Stimuli).Select(i => $"{stimulus}{i}"),
            new MemoryActivationValues(new ActivationShape(Stimuli, 2, 3, 1), values),
            new Provenance { Operation = "test" });
    }
}
