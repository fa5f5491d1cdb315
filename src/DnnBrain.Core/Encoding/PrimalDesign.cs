using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Predictors with no more units than stimuli, decomposed by a singular value decomposition X = U S V': no digit is lost to a
/// squared condition number.
/// </summary>
internal sealed class PrimalDesign : IDesign
{
    private readonly Tensor _x;

    private PrimalDesign(Tensor x) => _x = x;

    public static PrimalDesign Read(IPatternSet patterns, PredictorScaling scaling, CancellationToken token)
    {
        Tensor x = empty([patterns.StimulusId.Count, patterns.UnitCount], float64);
        foreach (PatternBlock block in scaling.ReadBlocks(patterns, token))
        {
            using DisposeScope scope = NewDisposeScope();
            x.narrow(0, block.First, block.Count).copy_(tensor<double>(block.Values, [block.Count, block.UnitCount]));
        }

        return new PrimalDesign(x);
    }

    public RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = _x.index_select(0, RowIndex.Of(train));
        Tensor mean = x.mean([0]);
        (Tensor u, Tensor s, Tensor vh) = linalg.svd(x.sub(mean), false);
        Tensor testScore = _x.index_select(0, RowIndex.Of(test)).sub(mean).matmul(vh.t()).mul(s);

        // A singular value below max(n, p)·ε of the largest is rounding (as in NumPy's matrix_rank); eigenvalues are squares.
        double rounding = Math.Max(train.Count, _x.size(1)) * RidgePath.MachineEpsilon;
        return new RidgePath(u, s.square(), testScore, rounding * rounding);
    }
}
