using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>
/// Where nothing is there to be found, a test at 5 % finds something in 3 to 7 % of simulations: with 1,000 simulations that is
/// 2.9 standard errors to each side.
/// </summary>
public class RsaCalibrationTests
{
    private const int Simulations = 1000;
    private const int Stimuli = 10;
    private const int Subjects = 6;

    [Theory]
    [InlineData("Spearman", 0)]
    [InlineData("Pearson", 0)]
    [InlineData("Pearson", 5)]
    public void LabelPermutation_UnrelatedModels_RejectsFivePercent(string method, int missingPairs)
    {
        // Subjects share a geometry of their own, which the models know nothing of: as in real data.
        int raw = 0;
        int adjusted = 0;
        Simulate(method, 1.0, missingPairs, results =>
        {
            raw += results[0].PValue <= 0.05 ? 1 : 0;
            adjusted += results.Any(r => r.AdjustedPValue <= 0.05) ? 1 : 0;
        });

        // With missing pairs the permuted values spread wider than the observed one: fewer rejections, never more.
        int fewest = missingPairs == 0 ? 30 : 15;
        Assert.InRange(raw, fewest, 70);
        Assert.InRange(adjusted, fewest, 70);
    }

    [Fact]
    public void SignFlip_UnrelatedSubjects_RejectsFivePercent()
    {
        // Each subject has a geometry of its own: subjects drawn from a population without relation to the model.
        int raw = 0;
        int adjusted = 0;
        Simulate("Pearson", 0, 0, results =>
        {
            raw += results[0].SubjectPValue <= 0.05 ? 1 : 0;
            adjusted += results.Any(r => r.AdjustedSubjectPValue <= 0.05) ? 1 : 0;
        });

        // 3 of 64 flips is the largest share below 5 %: 4.7 %.
        Assert.InRange(raw, 27, 67);
        Assert.InRange(adjusted, 27, 67);
    }

    private static void Simulate(string method, double sharedGeometry, int missingPairs, Action<IReadOnlyList<RsaComparison>> count)
    {
        for (int simulation = 0; simulation < Simulations; simulation++)
        {
            var random = new RandomStream(20260103, RandomPurpose.Simulation, simulation);
            Rdm[] models = [.. Enumerable.Range(0, 3).Select(m => RsaCase.Rdm($"model{m}", null, Distances(Patterns(random, Stimuli, 4))))];
            var references = new List<Rdm>();
            for (int region = 0; region < 2; region++)
            {
                double[,] shared = Patterns(random, Stimuli, 8);
                for (int subject = 0; subject < Subjects; subject++)
                {
                    double[,] own = Patterns(random, Stimuli, 8);
                    for (int i = 0; i < own.Length; i++)
                    {
                        own[i / 8, i % 8] += sharedGeometry * shared[i / 8, i % 8];
                    }

                    double[] distances = Distances(own);
                    for (int missing = 0; missing < missingPairs; missing++)
                    {
                        distances[7 * missing] = double.NaN;
                    }

                    references.Add(RsaCase.Rdm($"region{region}", $"subject{subject}", distances));
                }
            }

            var options = new RsaComparisonOptions
            {
                Method = RdmComparisonMethod.Parse(method),
                Inference = new InferenceOptions { PermutationCount = 199, Seed = simulation },
            };
            count(RsaComparer.Compare(models, references, options, new RecordingObserver(), default));
        }
    }

    private static double[,] Patterns(RandomStream random, int stimuli, int units)
    {
        double[,] patterns = new double[stimuli, units];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i / units, i % units] = random.NextNormal();
        }

        return patterns;
    }

    private static double[] Distances(double[,] patterns)
    {
        var distances = new List<double>();
        for (int i = 0; i < patterns.GetLength(0); i++)
        {
            for (int j = i + 1; j < patterns.GetLength(0); j++)
            {
                double sum = 0;
                for (int u = 0; u < patterns.GetLength(1); u++)
                {
                    sum += Math.Pow(patterns[i, u] - patterns[j, u], 2);
                }

                distances.Add(Math.Sqrt(sum));
            }
        }

        return [.. distances];
    }
}
