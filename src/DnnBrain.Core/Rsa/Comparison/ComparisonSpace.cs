using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Between which pairs of which stimuli RDMs are compared.</summary>
/// <param name="StimulusCount">Number of stimuli.</param>
/// <param name="PresentPair">The places, in the condensed form, of the pairs that are compared; null where all are.</param>
internal sealed record ComparisonSpace(int StimulusCount, int[]? PresentPair)
{
    /// <summary>Covariance of the stimuli's measurement errors; null where errors are independent and equally large.</summary>
    public double[,]? StimulusCovariance { get; init; }

    /// <summary>Number of pairs that are compared.</summary>
    public int PairCount => PresentPair?.Length ?? CondensedIndex.Count(StimulusCount);

    /// <summary>Puts values at the pairs that are compared back into the condensed form, with 0 at the others.</summary>
    public double[] Expand(double[] values)
    {
        if (PresentPair is null)
        {
            return values;
        }

        double[] condensed = new double[CondensedIndex.Count(StimulusCount)];
        for (int i = 0; i < values.Length; i++)
        {
            condensed[PresentPair[i]] = values[i];
        }

        return condensed;
    }
}
