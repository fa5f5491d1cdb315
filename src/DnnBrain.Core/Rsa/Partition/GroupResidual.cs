namespace DnnBrain.Rsa.Partition;

/// <summary>What the predictors of one group have beyond those of the others, under exchanged labels, beside the others as they are.</summary>
/// <remarks>
/// A residual is a weighted sum of predictors, so its products follow from theirs and nothing as long as a vector of pairs is made.
/// </remarks>
internal sealed class GroupResidual
{
    private readonly int[] _own;
    private readonly int[] _others;

    // Row i: the residual of own predictor i as weights of all predictors.
    private readonly double[][] _weights;
    private readonly int _count;

    /// <summary>Regresses a group's predictors on the others.</summary>
    public GroupResidual(PartitionDesign design, int group, double[] gram)
    {
        _count = design.PredictorCount;
        _own = design.Predictors(1 << group);
        _others = design.Predictors((design.SetCount - 1) & ~(1 << group));
        double[] sub = new double[_others.Length * _others.Length];
        Scale = new double[_count];
        for (int i = 0; i < _others.Length; i++)
        {
            Scale[i] = gram[(_others[i] * _count) + _others[i]];
            for (int j = 0; j < _others.Length; j++)
            {
                sub[(i * _others.Length) + j] = gram[(_others[i] * _count) + _others[j]];
            }
        }

        var regression = new SubsetRegression(_count);
        regression.Take(sub, Scale.AsSpan(0, _others.Length));
        _weights = new double[_own.Length][];
        for (int i = 0; i < _own.Length; i++)
        {
            Scale[_others.Length + i] = gram[(_own[i] * _count) + _own[i]];
            _weights[i] = new double[_count];
            _weights[i][_own[i]] = 1;
            double[] fit = regression.Weights([.. _others.Select(other => gram[(_own[i] * _count) + other])]);
            for (int j = 0; j < _others.Length; j++)
            {
                _weights[i][_others[j]] = -fit[j];
            }
        }
    }

    /// <summary>Number of predictors of the other groups; they stand first.</summary>
    public int OtherCount => _others.Length;

    /// <summary>Squares of the predictors from which the residuals are made.</summary>
    public double[] Scale { get; }

    /// <summary>Products of the other predictors and the exchanged residuals with one another.</summary>
    public void Take(PermutedProducts products, double[] gram)
    {
        for (int i = 0; i < _others.Length; i++)
        {
            for (int j = 0; j < _others.Length; j++)
            {
                gram[(i * _count) + j] = products.Gram[(_others[i] * _count) + _others[j]];
            }
        }

        for (int i = 0; i < _own.Length; i++)
        {
            int row = (_others.Length + i) * _count;
            for (int j = 0; j < _others.Length; j++)
            {
                gram[row + j] = Sum(_weights[i], products.Cross, _others[j]);
            }

            for (int j = 0; j <= i; j++)
            {
                double value = 0;
                for (int k = 0; k < _count; k++)
                {
                    value += _weights[j][k] == 0 ? 0 : _weights[j][k] * Sum(_weights[i], products.PermutedGram, k);
                }

                gram[row + _others.Length + j] = value;
            }
        }
    }

    /// <summary>Products of one reference with the same.</summary>
    public void TakeProduct(PermutedProducts products, int reference, double[] product)
    {
        ReadOnlySpan<double> original = products.Product.AsSpan(reference * _count, _count);
        ReadOnlySpan<double> permuted = products.PermutedProduct.AsSpan(reference * _count, _count);
        for (int i = 0; i < _others.Length; i++)
        {
            product[i] = original[_others[i]];
        }

        for (int i = 0; i < _own.Length; i++)
        {
            double value = 0;
            for (int k = 0; k < _count; k++)
            {
                value += _weights[i][k] * permuted[k];
            }

            product[_others.Length + i] = value;
        }
    }

    // Only the lower triangle of a Gram matrix is read, and that of the exchanged one is symmetric.
    private double Sum(double[] weights, double[] matrix, int column)
    {
        double sum = 0;
        for (int k = 0; k < _count; k++)
        {
            sum += weights[k] * matrix[(k * _count) + column];
        }

        return sum;
    }
}
