using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>A local RDM whose dissimilarity is a function of two patterns.</summary>
internal sealed class LocalPatternRdm : LocalRdm
{
    private readonly PatternMetric _metric;
    private readonly double[] _squaredLength;
    private readonly double[] _product;

    public LocalPatternRdm(PatternMetric metric, int rows, int largestCount)
        : base(rows, 1, largestCount)
    {
        _metric = metric;
        _squaredLength = new double[rows];
        _product = metric is GramMetric ? new double[rows * rows] : [];
    }

    protected override CenterOutcome Compute(int unitCount, Span<double> dissimilarity)
    {
        if (unitCount < _metric.FewestUnits)
        {
            return CenterOutcome.TooFewUnits;
        }

        for (int row = 0; row < Rows; row++)
        {
            Span<double> pattern = Pattern(row, unitCount);
            if (!double.IsFinite(System.Numerics.Tensors.TensorPrimitives.Sum<double>(pattern)))
            {
                return CenterOutcome.NotFinite;
            }

            _squaredLength[row] = _metric.Prepare(pattern);
            if (double.IsNaN(_squaredLength[row]))
            {
                return CenterOutcome.UndefinedPattern;
            }
        }

        if (_metric is GramMetric gram)
        {
            VisitProducts(Local, Stride, unitCount, (i, j, product) => _product[(i * Rows) + j] = product);
            FromProducts(gram, unitCount, dissimilarity);
        }
        else
        {
            FromPatterns(unitCount, dissimilarity);
        }

        return CenterOutcome.Scored;
    }

    private void FromProducts(GramMetric gram, int unitCount, Span<double> dissimilarity)
    {
        for (int i = 0, pair = 0; i < Rows; i++)
        {
            for (int j = i + 1; j < Rows; j++, pair++)
            {
                double value = gram.FromProduct(_product[(i * Rows) + j], _squaredLength[i], _squaredLength[j]);
                value = double.IsNaN(value) ? gram.FromPatterns(Pattern(i, unitCount), Pattern(j, unitCount)) : value;
                dissimilarity[pair] = gram.Normalize(value, unitCount, unitCount);
            }
        }
    }

    private void FromPatterns(int unitCount, Span<double> dissimilarity)
    {
        for (int i = 0, pair = 0; i < Rows; i++)
        {
            for (int j = i + 1; j < Rows; j++, pair++)
            {
                dissimilarity[pair] = _metric.Normalize(_metric.FromPatterns(Pattern(i, unitCount), Pattern(j, unitCount)), unitCount, unitCount);
            }
        }
    }

    private Span<double> Pattern(int row, int unitCount) => Local.AsSpan(row * Stride, unitCount);
}
