namespace DnnBrain.Rsa.Partition;

/// <summary>Variance that sets of predictors explain, from products of predictors with one another and with what is explained.</summary>
/// <remarks>
/// A Cholesky factor of the set's Gram matrix turns products into those with an orthonormal basis; R² is their sum of squares. A predictor that is a
/// combination of earlier ones adds no basis vector and no degree of freedom.
/// </remarks>
internal sealed class SubsetRegression(int predictorCount)
{
    // What is left of a predictor below this share of its square is rounding: sums of products have relative errors of some 1e-14.
    internal const double DependentShare = 1e-11;

    private readonly double[] _factor = new double[predictorCount * predictorCount];
    private readonly bool[] _adds = new bool[predictorCount];
    private readonly double[] _basis = new double[predictorCount];
    private int _count;

    /// <summary>The products of the last vector that was explained with the orthonormal basis.</summary>
    public ReadOnlySpan<double> Basis => _basis.AsSpan(0, _count);

    /// <summary>Takes a set of predictors.</summary>
    /// <param name="gram">Products of the set's predictors, count × count.</param>
    /// <param name="scale">For each its square before anything was subtracted from it: what rounding is measured by.</param>
    /// <returns>Number of predictors that are no combination of earlier ones.</returns>
    public int Take(ReadOnlySpan<double> gram, ReadOnlySpan<double> scale)
    {
        _count = scale.Length;
        int rank = 0;
        for (int i = 0; i < _count; i++)
        {
            double left = gram[(i * _count) + i];
            for (int j = 0; j < i; j++)
            {
                double value = 0;
                if (_adds[j])
                {
                    value = gram[(i * _count) + j];
                    for (int k = 0; k < j; k++)
                    {
                        value -= _factor[(i * _count) + k] * _factor[(j * _count) + k];
                    }

                    value /= _factor[(j * _count) + j];
                }

                _factor[(i * _count) + j] = value;
                left -= value * value;
            }

            _adds[i] = left > DependentShare * scale[i];
            _factor[(i * _count) + i] = _adds[i] ? Math.Sqrt(left) : 0;
            rank += _adds[i] ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The share of a vector of length 1 that the set explains.</summary>
    /// <param name="product">Its products with the set's predictors.</param>
    /// <param name="first">Predictors that are taken: the first so many of the set; all by default.</param>
    public double Explained(ReadOnlySpan<double> product, int first = int.MaxValue)
    {
        double explained = 0;
        for (int i = 0; i < Math.Min(_count, first); i++)
        {
            double value = 0;
            if (_adds[i])
            {
                value = product[i];
                for (int k = 0; k < i; k++)
                {
                    value -= _factor[(i * _count) + k] * _basis[k];
                }

                value /= _factor[(i * _count) + i];
            }

            _basis[i] = value;
            explained += value * value;
        }

        return explained;
    }

    /// <summary>Weights of the set's predictors in the least-squares fit; 0 for those that are combinations of earlier ones.</summary>
    public double[] Weights(ReadOnlySpan<double> product)
    {
        Explained(product);
        double[] weights = new double[_count];
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_adds[i])
            {
                double value = _basis[i];
                for (int k = i + 1; k < _count; k++)
                {
                    value -= _factor[(k * _count) + i] * weights[k];
                }

                weights[i] = value / _factor[(i * _count) + i];
            }
        }

        return weights;
    }
}
