using DnnBrain.Activations;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>Centres that follow one another, and the units around them, which fit into memory together.</summary>
/// <param name="First">The first centre.</param>
/// <param name="Count">Number of centres.</param>
/// <param name="Units">The units around them, ascending.</param>
internal sealed record SearchlightBlock(int First, int Count, int[] Units)
{
    /// <summary>Bytes that one thread works with: local patterns, products, and an RDM, its ranks and what sorts them.</summary>
    public static long ThreadBytes(int conditions, int parts, int largestCount) =>
        LocalRdm.Bytes(conditions, parts, largestCount) + (CondensedIndex.Count(conditions) * 6L * sizeof(double));

    /// <summary>Divides the centres into as few blocks as the memory allows.</summary>
    /// <param name="neighborhood">The units around each centre.</param>
    /// <param name="parts">Number of runs side by side.</param>
    /// <param name="conditions">Rows of the local RDMs.</param>
    /// <param name="budget">Threads, and units of a block.</param>
    /// <remarks>A block has one centre at least. O(centres × units around one).</remarks>
    public static IEnumerable<SearchlightBlock> Plan(IUnitNeighborhood neighborhood, int parts, int conditions, SearchlightBudget budget)
    {
        int centers = neighborhood.Centers.UnitCount;
        long most = budget.BlockUnits;
        int[] around = new int[neighborhood.LargestCount];
        int[] block = new int[neighborhood.UnitCount];
        int number = 0;
        for (int first = 0; first < centers;)
        {
            number++;
            int end = first;
            int size = 0;
            for (; end < centers; end++)
            {
                ReadOnlySpan<int> units = around.AsSpan(0, neighborhood.Read(end, around));
                int added = 0;
                foreach (int unit in units)
                {
                    added += block[unit] == number ? 0 : 1;
                }

                if (size + added > most)
                {
                    break;
                }

                size += added;
                foreach (int unit in units)
                {
                    block[unit] = number;
                }
            }

            int current = number;
            yield return new SearchlightBlock(first, end - first, [.. Enumerable.Range(0, block.Length).Where(unit => block[unit] == current)]);
            first = end;
        }
    }
}
