using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Partition;

/// <summary>Evaluates a <see cref="PartitionPermutation"/>.</summary>
internal sealed class PartitionPermutationEvaluator : IStimulusStatisticEvaluator
{
    // Less than this is left unexplained by rounding alone.
    private const double SmallestRest = 1e-15;

    private readonly PartitionPermutation _statistic;
    private readonly PartitionDesign _design;
    private readonly PermutedProducts _products;
    private readonly PartitionProducts _partition;
    private readonly SubsetRegression _regression;
    private readonly GroupResidual[] _residuals;
    private readonly PartScale _scale;
    private readonly double[] _parts;
    private readonly double[] _sum;
    private readonly double[] _rest;
    private readonly double[] _gram;
    private readonly double[] _product;

    public PartitionPermutationEvaluator(PartitionPermutation statistic)
    {
        _statistic = statistic;
        _design = statistic.Design;
        _products = new PermutedProducts(statistic);
        _partition = new PartitionProducts(_design, statistic.Adjusts);
        int k = _design.PredictorCount;
        _regression = new SubsetRegression(k);
        _products.Take([.. Enumerable.Range(0, statistic.StimulusCount)]);
        _residuals = [.. Enumerable.Range(0, _design.Group.Count).Select(g => new GroupResidual(_design, g, _products.Gram))];
        _scale = new PartScale(_design, _products.Gram, _products.Length);
        _parts = new double[statistic.References.Length * _design.ValueCount];
        _sum = new double[statistic.RegionCount * _design.ValueCount];
        _rest = new double[statistic.RegionCount];
        _gram = new double[k * k];
        _product = new double[k];
    }

    public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
    {
        _products.Take(labels);
        int width = _design.ValueCount;
        _partition.Evaluate(_products.PermutedGram, _products.PermutedProduct, _products.Length, _parts);
        Array.Clear(_sum);
        Array.Clear(_rest);
        for (int m = 0; m < _statistic.References.Length; m++)
        {
            int region = _statistic.RegionOf[m];
            for (int part = 0; part < width; part++)
            {
                _sum[(region * width) + part] += _parts[(m * width) + part];
            }

            _rest[region] += 1 - _parts[(m * width) + width - 1];
        }

        for (int cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = _scale.Standardize(cell % width, _sum[cell] / Math.Max(_rest[cell / width], SmallestRest));
        }

        for (int g = 0; g < _residuals.Length; g++)
        {
            AddUnique(g, cells);
        }
    }

    // The unique parts stand first, in the order of the groups.
    private void AddUnique(int group, Span<double> cells)
    {
        GroupResidual residual = _residuals[group];
        residual.Take(_products, _gram);
        _regression.Take(_gram, residual.Scale);
        Array.Clear(_sum, 0, _statistic.RegionCount);
        Array.Clear(_rest);
        for (int m = 0; m < _statistic.References.Length; m++)
        {
            residual.TakeProduct(_products, m, _product);
            double others = _regression.Explained(_product, residual.OtherCount);
            double all = _regression.Explained(_product);
            _sum[_statistic.RegionOf[m]] += all - others;
            _rest[_statistic.RegionOf[m]] += 1 - all;
        }

        for (int region = 0; region < _statistic.RegionCount; region++)
        {
            cells[(region * _design.ValueCount) + group] = _scale.Standardize(group, _sum[region] / Math.Max(_rest[region], SmallestRest));
        }
    }
}
