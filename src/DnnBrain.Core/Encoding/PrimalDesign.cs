using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Predictors with no more units than stimuli, decomposed by a singular value decomposition X = U S V': no digit is lost to a
/// squared condition number.
/// </summary>
internal sealed class PrimalDesign : IDesign
{
    private readonly IPatternSet _patterns;
    private readonly Tensor _x;

    private PrimalDesign(IPatternSet patterns, Tensor x)
    {
        _patterns = patterns;
        _x = x;
    }

    public static PrimalDesign Read(IPatternSet patterns, FeatureScaling scaling)
    {
        Tensor x = empty([patterns.StimulusId.Count, patterns.UnitCount], float64);
        foreach ((int first, int count) in PatternTensor.Blocks(patterns))
        {
            using var scope = NewDisposeScope();
            x.narrow(0, first, count).copy_(scaling.Apply(PatternTensor.Read(patterns, first, count)));
        }

        return new PrimalDesign(patterns, x);
    }

    public IDesign Standardize(IReadOnlyList<int> rows, CancellationToken token) =>
        Read(_patterns, FeatureScaling.Fit(_patterns, rows, standardize: true, token));

    public RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        using var scope = NewDisposeScope();
        Tensor x = _x.index_select(0, PatternTensor.Index(train));
        Tensor mean = x.mean([0]);
        (Tensor u, Tensor s, Tensor vh) = linalg.svd(x.sub(mean), false);
        Tensor testScore = _x.index_select(0, PatternTensor.Index(test)).sub(mean).matmul(vh.t()).mul(s);

        // A singular value below max(n, p)·ε of the largest is rounding (as in NumPy's matrix_rank); eigenvalues are squares.
        double rounding = Math.Max(train.Count, _patterns.UnitCount) * RidgePath.MachineEpsilon;
        return new RidgePath(u, s.square(), testScore, rounding * rounding);
    }
}
