using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>The pairs of a sample of stimuli drawn with replacement, each once with its weight.</summary>
/// <remarks>
/// With stimulus i in the sample w_i times, pair (i, j) of different stimuli is there w_i w_j times. Pairs of two copies of one stimulus have no
/// dissimilarity of their own and are left out, as are pairs that have no value.
/// </remarks>
internal sealed class PairSample
{
    private readonly int _stimulusCount;
    private readonly bool[]? _present;

    /// <summary>Makes room for samples.</summary>
    /// <param name="stimulusCount">The number n of stimuli.</param>
    /// <param name="present">Which of the n(n − 1)/2 pairs have a value; null for all.</param>
    public PairSample(int stimulusCount, bool[]? present)
    {
        _stimulusCount = stimulusCount;
        _present = present;
        Stimulus = new int[stimulusCount];
        int pairs = checked(stimulusCount * (stimulusCount - 1) / 2);
        Pair = new int[pairs];
        First = new int[pairs];
        Second = new int[pairs];
        Weight = new double[pairs];
        Slot = new PairSlot[pairs];
        StimulusWeight = new double[stimulusCount];
    }

    /// <summary>Number of different pairs in the sample.</summary>
    public int Count { get; private set; }

    /// <summary>Number of pairs with their copies: the sum of weights.</summary>
    public long Total { get; private set; }

    /// <summary>Number of different stimuli in the sample.</summary>
    public int StimulusCount { get; private set; }

    /// <summary>Number of stimuli with their copies.</summary>
    public int StimulusTotal { get; private set; }

    /// <summary>True where no pair of the sample is without a value.</summary>
    public bool IsComplete => _present is null;

    /// <summary>The pairs' positions in the condensed form; <see cref="Count"/> of them count.</summary>
    public int[] Pair { get; }

    /// <summary>The pairs' first stimuli, numbered within the sample.</summary>
    public int[] First { get; }

    /// <summary>The pairs' second stimuli, numbered within the sample.</summary>
    public int[] Second { get; }

    /// <summary>The pairs' weights.</summary>
    public double[] Weight { get; }

    /// <summary>The sample's stimuli, 0-based among all; <see cref="StimulusCount"/> of them count.</summary>
    public int[] Stimulus { get; }

    /// <summary>The weights of the sample's stimuli.</summary>
    public double[] StimulusWeight { get; }

    /// <summary>For each pair of the condensed form its place in the sample and its weight, 0 for one that is not in it.</summary>
    public PairSlot[] Slot { get; }

    /// <summary>Bytes of one: positions, numbers of stimuli, weights and places of all pairs.</summary>
    public static long Bytes(int stimulusCount) => (28 * CondensedIndex.LongCount(stimulusCount)) + (12L * stimulusCount);

    /// <summary>Takes a sample.</summary>
    public void Take(ReadOnlySpan<int> stimulusWeights)
    {
        int active = 0;
        StimulusTotal = 0;
        for (int i = 0; i < _stimulusCount; i++)
        {
            if (stimulusWeights[i] > 0)
            {
                StimulusWeight[active] = stimulusWeights[i];
                StimulusTotal += stimulusWeights[i];
                Stimulus[active++] = i;
            }
        }

        StimulusCount = active;
        Array.Clear(Slot);
        int count = 0;
        long total = 0;
        for (int a = 0; a < active - 1; a++)
        {
            int i = Stimulus[a];
            int offset = Rdm.PairIndex(i, i + 1, _stimulusCount) - (i + 1);
            for (int b = a + 1; b < active; b++)
            {
                int j = Stimulus[b];
                int pair = offset + j;
                if (_present is not null && !_present[pair])
                {
                    continue;
                }

                int weight = stimulusWeights[i] * stimulusWeights[j];
                (Pair[count], First[count], Second[count], Weight[count]) = (pair, a, b, weight);
                Slot[pair] = new PairSlot(count, weight);
                total += weight;
                count++;
            }
        }

        (Count, Total) = (count, total);
    }
}
