namespace DnnBrain.Statistics.Inference;

/// <summary>
/// The permutations that a test of stimulus labels draws: all but the identity where there are few enough, random ones
/// otherwise.
/// </summary>
internal sealed class StimulusPermutations
{
    // 13! no longer fits the count of permutations.
    private const int MaxEnumerated = 12;

    private readonly int _stimulusCount;
    private readonly long _seed;

    public StimulusPermutations(int stimulusCount, int permutationCount, long seed)
    {
        _stimulusCount = stimulusCount;
        _seed = seed;
        long others = stimulusCount <= MaxEnumerated ? Factorial(stimulusCount) - 1 : long.MaxValue;
        IsExact = others <= permutationCount;
        Count = IsExact ? others : permutationCount;
    }

    /// <summary>Whether every permutation occurs once.</summary>
    public bool IsExact { get; }

    /// <summary>The number of permutations; the identity is not one of them when they are enumerated.</summary>
    public long Count { get; }

    /// <summary>Writes permutation <paramref name="index"/>.</summary>
    public void Get(long index, Span<int> destination)
    {
        if (IsExact)
        {
            Enumerate(index + 1, destination);
        }
        else
        {
            new RandomStream(_seed, RandomPurpose.LabelPermutation, index).NextPermutation(destination);
        }
    }

    // The permutation of a given lexicographic rank: the rank's digits in the factorial number system (Lehmer code).
    private void Enumerate(long rank, Span<int> destination)
    {
        List<int> left = [.. Enumerable.Range(0, _stimulusCount)];
        for (int i = 0; i < _stimulusCount; i++)
        {
            long block = Factorial(_stimulusCount - 1 - i);
            int digit = (int)(rank / block);
            rank %= block;
            destination[i] = left[digit];
            left.RemoveAt(digit);
        }
    }

    private static long Factorial(int n)
    {
        long product = 1;
        for (int i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }
}
