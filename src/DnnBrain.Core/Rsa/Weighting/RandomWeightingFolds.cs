using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Folds at random, as functions of seed and assignment.</summary>
internal sealed class RandomWeightingFolds(long seed, int foldCount, int innerFoldCount) : IWeightingFolds
{
    // More than there are folds, so that no two inner assignments share random numbers.
    private const long OuterFolds = 1 << 16;

    public int Assign(ReadOnlySpan<int> stimulusWeights, long index, Span<int> fold) =>
        ModelFolds.Assign(stimulusWeights, foldCount, new RandomStream(seed, RandomPurpose.BootstrapFold, index), keepAll: index < 0, fold);

    public int AssignInner(ReadOnlySpan<int> stimulusWeights, long index, int outer, Span<int> fold) =>
        ModelFolds.Assign(stimulusWeights, innerFoldCount, new RandomStream(seed, RandomPurpose.InnerFold, (index * OuterFolds) + outer + 1), keepAll: false, fold);
}
