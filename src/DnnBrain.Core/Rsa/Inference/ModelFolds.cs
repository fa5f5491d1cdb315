using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>Folds over the different stimuli of a sample; copies of a stimulus stay together.</summary>
internal static class ModelFolds
{
    /// <summary>Two folds of three stimuli each: fewer stimuli cannot be trained and tested on.</summary>
    public const int FewestStimuli = 6;

    private const int FewestInFold = 3;

    /// <summary>The number of folds the number of stimuli allows: 2 below 12 stimuli, 3 below 24, 4 below 40, else 5 (Schütt et al. 2023).</summary>
    public static int DefaultCount(int stimulusCount) => stimulusCount < 12 ? 2 : stimulusCount < 24 ? 3 : stimulusCount < 40 ? 4 : 5;

    /// <summary>The number of folds asked for, or the default.</summary>
    /// <exception cref="DnnBrainException">Too few stimuli (<c>StimulusTooFew</c>), or folds with fewer than three (<c>FoldCountInvalid</c>).</exception>
    public static int Count(int? wanted, int stimulusCount)
    {
        if (stimulusCount < FewestStimuli)
        {
            throw new DnnBrainException(
                "StimulusTooFew",
                ErrorKind.InvalidData,
                $"Models of {stimulusCount} stimuli cannot be cross-validated: two folds of three stimuli each take {FewestStimuli}.",
                stimulusCount);
        }

        int count = wanted ?? DefaultCount(stimulusCount);
        return count >= 2 && count <= stimulusCount / 3 ? count : throw new DnnBrainException(
            "FoldCountInvalid",
            ErrorKind.InvalidArgument,
            $"{stimulusCount} stimuli cannot be cut into {count} folds of at least three; from 2 to {stimulusCount / 3} are possible.",
            count);
    }

    /// <summary>Assigns stimuli to folds at random.</summary>
    /// <param name="weights">How often each stimulus is in the sample.</param>
    /// <param name="foldCount">The number of folds; fewer where folds would have fewer than three stimuli.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="keepAll">Whether stimuli that are not in the sample keep their place in the order, so that the others keep their folds.</param>
    /// <param name="fold">Takes each stimulus' fold, −1 for one that is not in the sample.</param>
    /// <returns>The number of folds made.</returns>
    public static int Assign(ReadOnlySpan<int> weights, int foldCount, RandomStream random, bool keepAll, Span<int> fold)
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
        int folds = Math.Min(foldCount, order.Length / FewestInFold);
        for (int i = 0; i < order.Length; i++)
        {
            fold[order[i]] = weights[order[i]] > 0 ? i % folds : -1;
        }

        return folds;
    }
}
