using DnnBrain.Activations;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Predictors with more units than stimuli, known by their Gram matrix K = X X' alone: memory and time no longer depend on the
/// number of units once it is made.
/// </summary>
/// <remarks>Saunders, Gammerman and Vovk 1998: Ridge regression learning algorithm in dual variables.</remarks>
internal sealed class DualDesign : IDesign
{
    private readonly Tensor _gram;

    private DualDesign(Tensor gram) => _gram = gram;

    public static DualDesign Read(IPatternSet patterns, PredictorScaling scaling, IRunObserver observer, CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        Tensor gram = empty([n, n], float64);
        GramTiles.Visit(patterns, (_, pattern) => scaling.Apply(pattern), MemoryLimit.None, tile => Store(gram, tile), observer, token);
        return new DualDesign(gram);
    }

    public RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor trainIndex = RowIndex.Of(train);
        Tensor columns = _gram.index_select(1, trainIndex);
        Tensor gram = columns.index_select(0, trainIndex);

        // (x − m)·(y − m) = x·y − x·m − m·y + m·m, where m is the mean of the training rows.
        Tensor rowMean = gram.mean([0]);
        Tensor grandMean = rowMean.mean();
        Tensor centred = gram.sub(rowMean).sub(rowMean.unsqueeze(1)).add(grandMean);
        Tensor testRows = columns.index_select(0, RowIndex.Of(test));
        Tensor testCentred = testRows.sub(rowMean).sub(testRows.mean([1], true)).add(grandMean);
        (Tensor eigenvalue, Tensor basis) = linalg.eigh(centred);

        // Rounding leaves eigenvalues of some n·ε of the largest where centring has made zeros.
        return new RidgePath(basis, eigenvalue.clamp(min: 0), testCentred.matmul(basis), 10 * train.Count * RidgePath.MachineEpsilon);
    }

    private static void Store(Tensor gram, GramTile tile)
    {
        using DisposeScope scope = NewDisposeScope();
        (PatternBlock rows, PatternBlock columns) = (tile.Rows, tile.Columns);
        Tensor products = tensor<double>(tile.Products, [rows.Count, columns.Count]);
        gram.narrow(0, rows.First, rows.Count).narrow(1, columns.First, columns.Count).copy_(products);
        gram.narrow(0, columns.First, columns.Count).narrow(1, rows.First, rows.Count).copy_(products.t());
    }
}
