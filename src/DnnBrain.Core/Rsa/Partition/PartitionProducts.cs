namespace DnnBrain.Rsa.Partition;

/// <summary>R² of all sets of groups, and the parts that follow, from products of predictors and references.</summary>
internal sealed class PartitionProducts(PartitionDesign design, bool adjusts)
{
    private readonly SubsetRegression _regression = new(design.PredictorCount);
    private readonly double[] _gram = new double[design.PredictorCount * design.PredictorCount];
    private readonly double[] _scale = new double[design.PredictorCount];
    private readonly double[] _product = new double[design.PredictorCount];
    private double[] _rSquared = [];

    /// <summary>The parts of each reference.</summary>
    /// <param name="gram">Products of predictors, K × K.</param>
    /// <param name="product">Products of references of length 1 with predictors, M × K; a NaN gives parts of NaN.</param>
    /// <param name="pairCount">The number N of pairs; for the adjustment.</param>
    /// <param name="values">Takes M × <see cref="PartitionDesign.ValueCount"/> values.</param>
    public void Evaluate(ReadOnlySpan<double> gram, ReadOnlySpan<double> product, double pairCount, Span<double> values)
    {
        int k = design.PredictorCount;
        int references = product.Length / k;
        if (_rSquared.Length < references * design.SetCount)
        {
            _rSquared = new double[references * design.SetCount];
        }

        for (int set = 1; set < design.SetCount; set++)
        {
            int[] own = design.Predictors(set);
            int rank = _regression.Take(Select(gram, own), _scale.AsSpan(0, own.Length));
            for (int m = 0; m < references; m++)
            {
                for (int i = 0; i < own.Length; i++)
                {
                    _product[i] = product[(m * k) + own[i]];
                }

                double explained = _regression.Explained(_product.AsSpan(0, own.Length));
                _rSquared[(m * design.SetCount) + set] = adjusts ? 1 - ((1 - explained) * (pairCount - 1) / (pairCount - rank - 1)) : explained;
            }
        }

        for (int m = 0; m < references; m++)
        {
            design.ToParts(_rSquared.AsSpan(m * design.SetCount, design.SetCount), values.Slice(m * design.ValueCount, design.ValueCount));
        }
    }

    private ReadOnlySpan<double> Select(ReadOnlySpan<double> gram, int[] own)
    {
        for (int i = 0; i < own.Length; i++)
        {
            _scale[i] = gram[(own[i] * design.PredictorCount) + own[i]];
            for (int j = 0; j < own.Length; j++)
            {
                _gram[(i * own.Length) + j] = gram[(own[i] * design.PredictorCount) + own[j]];
            }
        }

        return _gram.AsSpan(0, own.Length * own.Length);
    }
}
