using System.Numerics.Tensors;
using DnnBrain.Rsa.Crossvalidation;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>
/// The crossnobis distance of the units around a centre, from sums over the runs: (T(i)·T(j) − Σ S(i)·S(j)) over the number of pairs of
/// measurements from different runs, as <see cref="CrossnobisRdm"/> has it.
/// </summary>
internal sealed class LocalCrossnobisRdm : LocalRdm
{
    private readonly double[] _total;
    private readonly double[] _kernel;
    private readonly double[] _pairCount;

    /// <param name="pairCount">Condition × condition, row-major: the number of pairs of measurements from different runs.</param>
    /// <param name="rows">Number of conditions.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="largestCount">The most units around a centre.</param>
    public LocalCrossnobisRdm(double[] pairCount, int rows, int runs, int largestCount)
        : base(rows, runs, largestCount)
    {
        _pairCount = pairCount;
        _total = new double[rows * Stride];
        _kernel = new double[rows * rows];
    }

    protected override CenterOutcome Compute(int unitCount, Span<double> dissimilarity)
    {
        Array.Clear(_total);
        for (int row = 0; row < Rows; row++)
        {
            Span<double> total = _total.AsSpan(row * Stride, unitCount);
            for (int run = 0; run < Parts; run++)
            {
                TensorPrimitives.Add(total, Local.AsSpan((row * Stride) + (run * unitCount), unitCount), total);
            }

            if (!double.IsFinite(TensorPrimitives.Sum<double>(total)))
            {
                return CenterOutcome.NotFinite;
            }
        }

        VisitProducts(_total, Stride, unitCount, (i, j, product) => _kernel[(i * Rows) + j] = product);
        VisitProducts(Local, Stride, Parts * unitCount, (i, j, product) => _kernel[(i * Rows) + j] = (_kernel[(i * Rows) + j] - product) / _pairCount[(i * Rows) + j]);
        for (int i = 0, pair = 0; i < Rows; i++)
        {
            for (int j = i + 1; j < Rows; j++, pair++)
            {
                dissimilarity[pair] = (_kernel[(i * Rows) + i] + _kernel[(j * Rows) + j] - (2 * _kernel[(i * Rows) + j])) / unitCount;
            }
        }

        return CenterOutcome.Scored;
    }
}
