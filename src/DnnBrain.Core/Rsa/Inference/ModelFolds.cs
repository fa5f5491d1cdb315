using System.Globalization;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>Folds over the different stimuli of a sample; copies of a stimulus stay together.</summary>
internal static class ModelFolds
{
    /// <summary>Two folds of three stimuli each: fewer stimuli cannot be trained and tested on.</summary>
    public const int FewestStimuli = 6;

    /// <summary>Assignments to folds of samples without one stimulus: with fewer, what such a sample differs by is the folds.</summary>
    public const int ReweighedRepetitions = 8;

    private const int FewestInFold = 3;

    /// <summary>
    /// The fewest stimuli whose pairs have a correlation: three pairs, and one more for each nuisance that is taken out. With fewer every
    /// correlation is 1 or −1.
    /// </summary>
    public static int FewestOf(int nuisanceCount)
    {
        int stimuli = FewestInFold;
        while (stimuli * (stimuli - 1) / 2 < 3 + nuisanceCount)
        {
            stimuli++;
        }

        return stimuli;
    }

    /// <summary>The number of folds the number of stimuli allows: 2 below 12 stimuli, 3 below 24, 4 below 40, else 5 (Schütt et al. 2023).</summary>
    public static int DefaultCount(int stimulusCount) => stimulusCount < 12 ? 2 : stimulusCount < 24 ? 3 : stimulusCount < 40 ? 4 : 5;

    /// <summary>The number of folds asked for, or the default.</summary>
    /// <param name="wanted">The number asked for; null for the default.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="fewest">The fewest stimuli of a fold.</param>
    /// <exception cref="DnnBrainException">
    /// Too few stimuli (<c>StimulusTooFew</c>), or folds with fewer than that (<c>FoldCountInvalid</c>).
    /// </exception>
    public static int Count(int? wanted, int stimulusCount, int fewest = FewestInFold)
    {
        if (stimulusCount < 2 * fewest)
        {
            throw new DnnBrainException(
                "StimulusTooFew",
                ErrorKind.InvalidData,
                $"Models of {stimulusCount} stimuli cannot be cross-validated: two folds of {fewest} stimuli each take {2 * fewest}.",
                stimulusCount);
        }

        int count = wanted ?? Math.Min(DefaultCount(stimulusCount), stimulusCount / fewest);
        return count >= 2 && count <= stimulusCount / fewest ? count : throw new DnnBrainException(
            "FoldCountInvalid",
            ErrorKind.InvalidArgument,
            $"{stimulusCount} stimuli cannot be cut into {count} folds of at least {fewest}; from 2 to {stimulusCount / fewest} are possible.",
            count);
    }

    /// <summary>Warns of fits whose score is no number; means are those of the others.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="fitCount">Number of fits.</param>
    /// <param name="observer">Told of them.</param>
    public static void WarnOfUnscored(int count, int fitCount, IRunObserver observer)
    {
        if (count > 0)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{count:N0} of {fitCount:N0} fits have no score, as prediction or reference is constant on their test stimuli; scores are means over the others."));
        }
    }

    /// <summary>Throws where scores would be the mean over no assignment to folds.</summary>
    /// <exception cref="DnnBrainException"><c>RepetitionCountInvalid</c>.</exception>
    public static void ThrowIfNoRepetition(int count)
    {
        if (count < 1)
        {
            throw new DnnBrainException(
                "RepetitionCountInvalid", ErrorKind.InvalidArgument, $"The number of assignments of stimuli to folds is {count}; it is at least 1.", count);
        }
    }

    /// <summary>Assigns stimuli to folds at random.</summary>
    /// <param name="weights">How often each stimulus is in the sample.</param>
    /// <param name="foldCount">The number of folds; fewer where folds would have too few stimuli.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="keepAll">Whether stimuli that are not in the sample keep their place in the order, so that the others keep their folds.</param>
    /// <param name="fold">Takes each stimulus' fold, −1 for one that is not in the sample.</param>
    /// <param name="fewest">The fewest stimuli of a fold.</param>
    /// <returns>The number of folds made.</returns>
    public static int Assign(ReadOnlySpan<int> weights, int foldCount, RandomStream random, bool keepAll, Span<int> fold, int fewest = FewestInFold)
    {
        fold.Fill(-1);
        var there = new List<int>();
        for (int i = 0; i < weights.Length; i++)
        {
            if (keepAll || weights[i] > 0)
            {
                there.Add(i);
            }
        }

        int[] order = [.. there];
        random.Shuffle<int>(order);
        int folds = Math.Min(foldCount, order.Length / fewest);
        for (int i = 0; i < order.Length; i++)
        {
            fold[order[i]] = weights[order[i]] > 0 ? i % folds : -1;
        }

        return folds;
    }
}
