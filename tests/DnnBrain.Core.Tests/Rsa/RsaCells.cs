using DnnBrain.Rsa;
using DnnBrain.Statistics;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Models and three regions of different people, no two cells of which are alike.</summary>
internal static class RsaCells
{
    public const int Stimuli = 14;

    /// <summary>The people of each region; some are in several, in another order.</summary>
    public static IReadOnlyList<(string Region, string[] Subject)> Regions { get; } = [("V1", ["a", "b", "c", "d"]), ("V2", ["e", "b"]), ("IT", ["c", "e", "a"])];

    /// <summary>Squared distances of patterns with more units than stimuli, so that their kernels are positive definite.</summary>
    public static Rdm Model(int index, int stimuli = Stimuli) => RsaCase.Rdm($"model{index}", null, Distances(Patterns(index, stimuli), stimuli));

    /// <summary>One RDM a region and subject: each region likes another of three models.</summary>
    public static Rdm[] References(int stimuli = Stimuli) => [.. Regions.Index().SelectMany(region => region.Item.Subject.Index().Select(subject =>
    {
        double[] shared = Patterns(region.Index, stimuli);
        double[] own = Patterns(100 + (10 * region.Index) + subject.Index, stimuli);
        return RsaCase.Rdm(region.Item.Region, subject.Item, Distances([.. shared.Zip(own, (x, y) => x + ((0.5 + (0.2 * subject.Index)) * y))], stimuli));
    }))];

    /// <summary>The same with one pair of stimuli missing.</summary>
    public static Rdm WithHole(Rdm rdm, int pair)
    {
        double[] values = [.. rdm.Dissimilarity];
        values[pair] = double.NaN;
        return RsaCase.Rdm(rdm.Name, rdm.Subject, values);
    }

    /// <summary>The place of a pair.</summary>
    public static int Pair(int i, int j, int n) => (Math.Min(i, j) * n) - (Math.Min(i, j) * (Math.Min(i, j) + 1) / 2) + Math.Max(i, j) - Math.Min(i, j) - 1;

    /// <summary>A condensed matrix with stimulus i where labels[i] was.</summary>
    public static double[] Moved(IReadOnlyList<double> values, int[] labels)
    {
        var moved = new List<double>();
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = i + 1; j < labels.Length; j++)
            {
                moved.Add(values[Pair(labels[i], labels[j], labels.Length)]);
            }
        }

        return [.. moved];
    }

    private static double[] Patterns(int index, int stimuli)
    {
        var random = new RandomStream(11, RandomPurpose.Simulation, index);
        return [.. Enumerable.Range(0, 2 * stimuli * stimuli).Select(_ => random.NextNormal())];
    }

    private static double[] Distances(double[] patterns, int stimuli)
    {
        int units = patterns.Length / stimuli;
        var distances = new List<double>();
        for (int i = 0; i < stimuli; i++)
        {
            for (int j = i + 1; j < stimuli; j++)
            {
                distances.Add(Enumerable.Range(0, units).Sum(unit => Math.Pow(patterns[(i * units) + unit] - patterns[(j * units) + unit], 2)) / units);
            }
        }

        return [.. distances];
    }
}
