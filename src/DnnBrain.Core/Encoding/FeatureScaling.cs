using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Centring and, where asked for, scaling of units by what they are over some rows. Its tensors belong to the dispose scope of
/// whoever makes it.
/// </summary>
internal sealed class FeatureScaling
{
    // Below this share of its mean, a unit's spread is rounding.
    private const double ConstantSpread = 1e-13;

    private readonly Tensor _mean;
    private readonly Tensor? _inverseSpread;

    private FeatureScaling(Tensor mean, Tensor? inverseSpread)
    {
        _mean = mean;
        _inverseSpread = inverseSpread;
    }

    /// <summary>Measures the units over some rows; reads them once, or twice for the standard deviation.</summary>
    public static FeatureScaling Fit(IPatternSet patterns, IReadOnlyList<int> rows, bool standardize, CancellationToken token)
    {
        Tensor mean = Sum(patterns, rows, block => block, token).div(rows.Count);
        if (!standardize)
        {
            return new FeatureScaling(mean, null);
        }

        Tensor spread = Sum(patterns, rows, block => block.sub(mean).square(), token).div(rows.Count).sqrt();
        Tensor varies = spread.gt(mean.abs().mul(ConstantSpread));
        return new FeatureScaling(mean, where(varies, spread.reciprocal(), zeros_like(spread)));
    }

    /// <summary>Centres and scales rows.</summary>
    public Tensor Apply(Tensor rows)
    {
        Tensor centred = rows.sub(_mean);
        return _inverseSpread is null ? centred : centred.mul_(_inverseSpread);
    }

    /// <summary>Turns weights of scaled units into weights of the units as they are.</summary>
    /// <returns>The weights, and what they give for the mean pattern.</returns>
    public (double[] Weight, double AtMean) ToOriginalScale(Tensor weight)
    {
        Tensor original = _inverseSpread is null ? weight : weight.mul(_inverseSpread);
        return (original.ToArray<double>(), original.dot(_mean).item<double>());
    }

    private static Tensor Sum(IPatternSet patterns, IReadOnlyList<int> rows, Func<Tensor, Tensor> transform, CancellationToken token)
    {
        Tensor sum = zeros([patterns.UnitCount], float64);
        foreach ((int first, int count) in PatternTensor.Blocks(patterns))
        {
            token.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            int[] wanted = [.. rows.Where(row => row >= first && row < first + count).Select(row => row - first)];
            if (wanted.Length > 0)
            {
                Tensor block = PatternTensor.Read(patterns, first, count).index_select(0, PatternTensor.Index(wanted));
                sum.add_(transform(block).sum([0]));
            }
        }

        return sum;
    }
}
