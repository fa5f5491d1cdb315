using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Fits weights to any target from the products of one sample of stimuli.</summary>
/// <remarks>RDMs are scaled to length 1 before the penalty is applied: it means the same for RDMs in any unit.</remarks>
internal sealed class WeightSolver
{
    private readonly RsaWeighting _weighting;
    private readonly double[] _length;
    private readonly double[,] _gram;
    private readonly Lazy<RidgeSolver> _ridge;

    /// <summary>Takes products of the RDMs with one another, K × K.</summary>
    public WeightSolver(RsaWeighting weighting, ReadOnlySpan<double> gram, int count)
    {
        _weighting = weighting;
        _length = new double[count];
        _gram = new double[count, count];
        for (int k = 0; k < count; k++)
        {
            // One that is constant in the sample gets no weight.
            double square = gram[(k * count) + k];
            _length[k] = square > 0 ? Math.Sqrt(square) : double.PositiveInfinity;
        }

        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < count; j++)
            {
                _gram[k, j] = gram[(k * count) + j] / _length[k] / _length[j];
            }
        }

        _ridge = new Lazy<RidgeSolver>(() => new RidgeSolver(_gram));
    }

    /// <summary>The lengths of the RDMs in the sample.</summary>
    public ReadOnlySpan<double> Length => _length;

    /// <summary>Weights of the RDMs as they are.</summary>
    /// <param name="product">Products of the RDMs with the target, K.</param>
    /// <param name="alpha">The penalty.</param>
    public double[] Solve(ReadOnlySpan<double> product, double alpha)
    {
        double[] scaled = new double[product.Length];
        for (int k = 0; k < scaled.Length; k++)
        {
            scaled[k] = product[k] / _length[k];
        }

        double[] weights = _weighting == RsaWeighting.Ridge ? _ridge.Value.Solve(scaled, alpha) : NonNegativeLeastSquares.Solve(_gram, scaled, alpha);
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] /= _length[k];
        }

        return weights;
    }
}
