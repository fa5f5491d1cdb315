using System.Numerics.Tensors;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Noise ceilings of one region under a sample of stimuli and any samples of its subjects.</summary>
/// <remarks>
/// A subject that was drawn twice is left out twice, so that nobody is compared with himself. Values are pooled as vectors of length 1 in
/// the similarity's own metric, whitened where it is whitened and without nuisances; then both bounds follow from the subjects' products
/// with one another. Ranks are pooled as ranks, and the pool is ranked again.
/// </remarks>
internal sealed class CeilingEvaluator(PairMetric metric, int subjectCount)
{
    // A pool whose squared length is below this share of its parts' is what rounding left of subjects that cancel out.
    private const double CancelledShare = 1e-13;

    private readonly double[] _product = new double[subjectCount * subjectCount];
    private readonly double[] _total = new double[metric.Form.IsRanked ? metric.Sample.Pair.Length : 0];
    private readonly double[] _pool = new double[metric.Form.IsRanked ? metric.Sample.Pair.Length : 0];
    private readonly RankPool? _ranks = metric.Form.IsRanked ? new RankPool(metric.Sample.Pair.Length) : null;
    private readonly double[] _norm = new double[subjectCount];
    private readonly int _count = subjectCount;
    private ReadOnlyMemory<double> _rows;
    private ReadOnlyMemory<double> _weighted;
    private int _length;

    /// <summary>Bytes of one: products of subjects, and for ranks two pools and what sorts them.</summary>
    public static long Bytes(PairForm form, int stimulusCount, int subjectCount) =>
        (sizeof(double) * ((long)subjectCount * (subjectCount + 1)))
        + (form.IsRanked ? (2 * PairMetric.RowBytes(form, stimulusCount, 1)) + RankPool.Bytes(stimulusCount) : 0);

    /// <summary>Takes the subjects' rows under a sample of stimuli.</summary>
    /// <param name="rows">What is pooled: ranks as they are, values without nuisances.</param>
    /// <param name="weighted">What pools are multiplied with, without nuisances.</param>
    /// <param name="norm">What products are divided by; NaN for a subject that is similar to nothing.</param>
    public void Take(ReadOnlyMemory<double> rows, ReadOnlyMemory<double> weighted, ReadOnlySpan<double> norm)
    {
        (_rows, _weighted, _length) = (rows, weighted, metric.Length);
        norm.CopyTo(_norm);
        if (metric.Form.IsRanked)
        {
            return;
        }

        RowProducts.Multiply(rows.Span, _count, weighted.Span, _count, metric.Stride, _length, _product);
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < _count; j++)
            {
                _product[(i * _count) + j] /= _norm[i] * _norm[j];
            }
        }
    }

    /// <summary>Both bounds for one sample of subjects; NaN where fewer than two different ones are in it.</summary>
    public NoiseCeiling Evaluate(ReadOnlySpan<int> weights)
    {
        int different = 0;
        foreach (int weight in weights)
        {
            different += weight > 0 ? 1 : 0;
        }

        return different < 2 ? new NoiseCeiling(double.NaN, double.NaN) : metric.Form.IsRanked ? FromRanks(weights) : FromProducts(weights);
    }

    private NoiseCeiling FromProducts(ReadOnlySpan<int> weights)
    {
        Span<double> withPool = stackalloc double[_count];
        double poolSquare = 0;
        int total = 0;
        for (int i = 0; i < _count; i++)
        {
            withPool[i] = 0;
            for (int j = 0; j < _count; j++)
            {
                withPool[i] += weights[j] == 0 ? 0 : weights[j] * _product[(i * _count) + j];
            }

            poolSquare += weights[i] == 0 ? 0 : weights[i] * withPool[i];
            total += weights[i];
        }

        double lower = 0;
        double upper = 0;
        for (int i = 0; i < _count; i++)
        {
            if (weights[i] == 0)
            {
                continue;
            }

            double self = _product[(i * _count) + i];
            double others = total - weights[i];
            double othersSquare = poolSquare - (2 * weights[i] * withPool[i]) + (weights[i] * weights[i] * self);
            upper += weights[i] * Share(withPool[i], poolSquare, total);
            lower += weights[i] * Share(withPool[i] - (weights[i] * self), othersSquare, others);
        }

        return new NoiseCeiling(lower / total, upper / total);
    }

    private static double Share(double product, double poolSquare, double count) =>
        poolSquare > CancelledShare * count * count ? product / Math.Sqrt(poolSquare) : double.NaN;

    private NoiseCeiling FromRanks(ReadOnlySpan<int> weights)
    {
        Span<double> sum = _total.AsSpan(0, _length);
        Span<double> pool = _pool.AsSpan(0, _length);
        sum.Clear();
        int total = 0;
        for (int i = 0; i < _count; i++)
        {
            if (weights[i] > 0)
            {
                TensorPrimitives.MultiplyAdd(Row(_rows, i), weights[i], sum, sum);
                total += weights[i];
            }
        }

        double lower = 0;
        double upper = 0;
        sum.CopyTo(pool);
        double poolNorm = Rank(pool);
        for (int i = 0; i < _count; i++)
        {
            if (weights[i] > 0)
            {
                upper += weights[i] * TensorPrimitives.Dot(Row(_weighted, i), pool) / (_norm[i] * poolNorm);
            }
        }

        for (int i = 0; i < _count; i++)
        {
            if (weights[i] > 0)
            {
                TensorPrimitives.MultiplyAdd(Row(_rows, i), -weights[i], sum, pool);
                double norm = Rank(pool);
                lower += weights[i] * TensorPrimitives.Dot(Row(_weighted, i), pool) / (_norm[i] * norm);
            }
        }

        return new NoiseCeiling(lower / total, upper / total);
    }

    private ReadOnlySpan<double> Row(ReadOnlyMemory<double> rows, int index) => rows.Span.Slice(index * metric.Stride, _length);

    private double Rank(Span<double> pool) => _ranks!.Rank(metric.Sample, pool) && metric.RemoveNuisances(pool) ? metric.Norm(pool) : double.NaN;
}
