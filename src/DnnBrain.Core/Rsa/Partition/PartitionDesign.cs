using System.Numerics;

namespace DnnBrain.Rsa.Partition;

/// <summary>Which predictors belong to which group, and which parts the explained variance has.</summary>
/// <remarks>
/// Sets of groups are bits. The part that exactly the groups of T have in common is −Σ (−1)^|S| R²(S ∪ rest) over the subsets S of T, the empty one
/// included, with R²(∅) = 0 (Mood 1971, American Educational Research Journal 8, 191–202; Nimon, Reio 2011, Human Resource Development
/// Review 10, 329–340).
/// </remarks>
internal sealed class PartitionDesign
{
    private readonly int[][] _predictors;

    /// <summary>Takes groups with so many predictors each.</summary>
    public PartitionDesign(IReadOnlyList<string> groups, IReadOnlyList<int> predictorCounts)
    {
        Group = groups;
        GroupOf = [.. predictorCounts.SelectMany((count, g) => Enumerable.Repeat(g, count))];
        SetCount = 1 << groups.Count;

        // Unique parts first, then what two share, and so on; the total stands last.
        Part = [.. Enumerable.Range(1, SetCount - 1).OrderBy(set => BitOperations.PopCount((uint)set)).ThenBy(set => BitOrder(set))];
        _predictors = [.. Enumerable.Range(0, SetCount).Select(set =>
            Enumerable.Range(0, GroupOf.Length).Where(k => (set >> GroupOf[k] & 1) == 1).ToArray())];
    }

    /// <summary>The groups' names.</summary>
    public IReadOnlyList<string> Group { get; }

    /// <summary>The group of each predictor.</summary>
    public int[] GroupOf { get; }

    /// <summary>Number of predictors.</summary>
    public int PredictorCount => GroupOf.Length;

    /// <summary>Number of sets of groups, the empty one included.</summary>
    public int SetCount { get; }

    /// <summary>The set of groups of each part.</summary>
    public IReadOnlyList<int> Part { get; }

    /// <summary>Number of values: the parts and the total.</summary>
    public int ValueCount => Part.Count + 1;

    /// <summary>The predictors of a set of groups.</summary>
    public int[] Predictors(int set) => _predictors[set];

    /// <summary>The groups of a set.</summary>
    public string[] Groups(int set) => [.. Group.Where((_, g) => (set >> g & 1) == 1)];

    /// <summary>The parts and, last, the total.</summary>
    /// <param name="rSquared">R² of every set of groups.</param>
    /// <param name="values">Takes <see cref="ValueCount"/> values.</param>
    public void ToParts(ReadOnlySpan<double> rSquared, Span<double> values)
    {
        int all = SetCount - 1;
        for (int p = 0; p < Part.Count; p++)
        {
            int part = Part[p];
            int rest = all & ~part;
            double sum = 0;

            // All subsets of the part, the empty one last.
            for (int subset = part; ; subset = (subset - 1) & part)
            {
                sum += (BitOperations.PopCount((uint)subset) % 2 == 0 ? -1 : 1) * rSquared[subset | rest];
                if (subset == 0)
                {
                    break;
                }
            }

            values[p] = sum;
        }

        values[Part.Count] = rSquared[all];
    }

    // {0, 1} before {0, 2} before {1, 2}: the lowest bits weigh most.
    private int BitOrder(int set)
    {
        int order = 0;
        for (int g = 0; g < Group.Count; g++)
        {
            order = (2 * order) + (1 - (set >> g & 1));
        }

        return order;
    }
}
