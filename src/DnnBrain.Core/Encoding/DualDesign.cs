using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Predictors with more units than stimuli, known by their Gram matrix K = X X' alone: memory and time no longer depend on the
/// number of units once it is made.
/// </summary>
/// <remarks>Saunders, Gammerman and Vovk 1998: Ridge regression learning algorithm in dual variables.</remarks>
internal sealed class DualDesign : IDesign
{
    private readonly IPatternSet _patterns;
    private readonly Tensor _gram;

    private DualDesign(IPatternSet patterns, Tensor gram)
    {
        _patterns = patterns;
        _gram = gram;
    }

    public static DualDesign Read(IPatternSet patterns, FeatureScaling scaling, CancellationToken token) =>
        new(patterns, GramMatrix.Compute(patterns, patterns, scaling, token));

    public IDesign Standardize(IReadOnlyList<int> rows, CancellationToken token) =>
        Read(_patterns, FeatureScaling.Fit(_patterns, rows, standardize: true, token), token);

    public RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        using var scope = NewDisposeScope();
        Tensor trainIndex = PatternTensor.Index(train);
        Tensor columns = _gram.index_select(1, trainIndex);
        Tensor gram = columns.index_select(0, trainIndex);

        // (x − m)·(y − m) = x·y − x·m − m·y + m·m, where m is the mean of the training rows.
        Tensor rowMean = gram.mean([0]);
        Tensor grandMean = rowMean.mean();
        Tensor centred = gram.sub(rowMean).sub(rowMean.unsqueeze(1)).add(grandMean);
        Tensor testRows = columns.index_select(0, PatternTensor.Index(test));
        Tensor testCentred = testRows.sub(rowMean).sub(testRows.mean([1], true)).add(grandMean);
        (Tensor eigenvalue, Tensor basis) = linalg.eigh(centred);

        // Rounding leaves eigenvalues of some n·ε of the largest where centring has made zeros.
        return new RidgePath(basis, eigenvalue.clamp(min: 0), testCentred.matmul(basis), 10 * train.Count * RidgePath.MachineEpsilon);
    }
}
