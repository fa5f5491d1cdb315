using DnnBrain.Activations;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>What a memory is enough for.</summary>
/// <param name="Threads">Number of threads.</param>
/// <param name="BlockUnits">The most units of a block of centres.</param>
/// <param name="SharedBytes">Bytes that are there as a whole: models, maps, what is known of all units.</param>
internal sealed record SearchlightBudget(int Threads, long BlockUnits, long SharedBytes)
{
    // Mean, sum of squares, factor, difference, a row as it is read and its places in a block.
    private const int UnitArrays = 6;

    // Each model as it is given, aligned, its ranks and what they are sorted by; the template of what centres have.
    private const int ModelArrays = 4;

    /// <summary>
    /// Divides the memory: what is there as a whole, one block with one centre and one thread; then further threads, and what is left goes
    /// to blocks.
    /// </summary>
    /// <exception cref="DnnBrainException">Not even the least fits (<c>MemoryTooSmall</c>; the message says what is needed).</exception>
    public static SearchlightBudget Create(IPatternSet patterns, IUnitNeighborhood neighborhood, int parts, int conditions, int models, SearchlightOptions options)
    {
        long pairs = CondensedIndex.LongCount(conditions);
        long centers = neighborhood.Centers.UnitCount;
        long units = patterns.UnitCount;
        long shared = (sizeof(double) * ((((ModelArrays * (models + (long)options.Nuisance.Count)) + 1) * pairs) + (models * centers) + (UnitArrays * units * parts)))
            + (sizeof(int) * (centers + (2 * units)))
            + Math.Min(UnitStatistics.BytesAtATime, sizeof(double) * units * patterns.StimulusId.Count);
        long unitBytes = UnitBlock.Bytes(conditions, parts, 1);
        long least = neighborhood.LargestCount * unitBytes;
        MemoryLimit memory = options.Memory.Hold(shared).Hold(least);
        long threadBytes = SearchlightBlock.ThreadBytes(conditions, parts, neighborhood.LargestCount);
        int threads = memory.Threads(threadBytes, options.MaxThreads);
        long more = memory.Hold(threads * threadBytes).Room() / unitBytes;
        return new SearchlightBudget(threads, Math.Min(units, neighborhood.LargestCount + more), shared);
    }
}
