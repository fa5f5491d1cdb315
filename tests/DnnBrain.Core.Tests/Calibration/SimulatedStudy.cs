using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// A region with a geometry that its subjects share, subjects who differ from it, and models that know nothing of it or as much as one another.
/// </summary>
/// <param name="simulation">The number of the simulation: another study, with other stimuli and other people.</param>
/// <param name="stimuli">Number of stimuli.</param>
/// <param name="subjects">Number of subjects.</param>
/// <param name="shared">How much of a subject's patterns is shared, in standard deviations.</param>
/// <param name="related">How much of the region's patterns two related models have.</param>
internal sealed class SimulatedStudy(int simulation, int stimuli, int subjects, double shared, double related)
{
    private const int Units = 10;

    private readonly RandomStream _random = new(20261122, RandomPurpose.Simulation, simulation);

    /// <summary>Squared Euclidean distances: models first, the true one last of them; then the subjects.</summary>
    public (Rdm[] Models, Rdm Truth, Rdm[] Subjects) Draw()
    {
        double[] region = Patterns();
        Rdm[] models = [.. Enumerable.Range(0, 2).Select(m => RsaCase.Rdm($"model{m}", null, Distances(Sum(related, region, Patterns()))))];
        Rdm truth = RsaCase.Rdm("truth", null, Distances(region));
        Rdm[] people = [.. Enumerable.Range(0, subjects).Select(s => RsaCase.Rdm("region", $"s{s}", Distances(Sum(shared, region, Patterns()))))];
        return (models, truth, people);
    }

    /// <summary>The models' and the true model's similarity with the subjects, as a function of weights.</summary>
    public static ComparisonStatistic Statistic((Rdm[] Models, Rdm Truth, Rdm[] Subjects) study, PairForm form)
    {
        PairVector Vector(Rdm rdm) => new([.. rdm.Dissimilarity], form.IsRanked);
        return new ComparisonStatistic(
            new PairDesign(
                form,
                study.Truth.StimulusCount,
                study.Subjects.Length,
                null,
                [new PairRegion([.. study.Subjects.Select(Vector)], [.. Enumerable.Range(0, study.Subjects.Length)])]),
            [.. study.Models.Append(study.Truth).Select(Vector)]);
    }

    private double[] Patterns() => [.. Enumerable.Range(0, stimuli * Units).Select(_ => _random.NextNormal())];

    private static double[] Sum(double weight, double[] a, double[] b) => [.. a.Zip(b, (x, y) => (weight * x) + y)];

    private double[] Distances(double[] patterns)
    {
        var distances = new List<double>();
        for (int i = 0; i < stimuli; i++)
        {
            for (int j = i + 1; j < stimuli; j++)
            {
                double sum = 0;
                for (int u = 0; u < Units; u++)
                {
                    double difference = patterns[(i * Units) + u] - patterns[(j * Units) + u];
                    sum += difference * difference;
                }

                distances.Add(sum);
            }
        }

        return [.. distances];
    }
}
