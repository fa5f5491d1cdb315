using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace DnnBrain.Statistics;

/// <summary>Ridge regression on the same predictors for many penalties and many targets: one decomposition, O(K²) a solution.</summary>
internal sealed class RidgeSolver
{
    // An eigenvalue below this share of the largest, times K, is rounding.
    private const double NoVariation = 1e-14;

    private readonly double[] _values;
    private readonly double[,] _vectors;

    /// <summary>Decomposes XᵀX, K × K; O(K³).</summary>
    public RidgeSolver(double[,] gram)
    {
        Evd<double> evd = DenseMatrix.OfArray(gram).Evd(Symmetricity.Symmetric);
        _values = [.. evd.EigenValues.Select(value => value.Real)];
        _vectors = evd.EigenVectors.ToArray();
    }

    /// <summary>min ‖y − Xθ‖² + α‖θ‖².</summary>
    /// <param name="product">Xᵀy, K.</param>
    /// <param name="alpha">The penalty, 0 or more.</param>
    /// <returns>θ, K; the shortest of several solutions.</returns>
    public double[] Solve(ReadOnlySpan<double> product, double alpha)
    {
        int count = _values.Length;
        double smallest = _values.Max() * count * NoVariation;
        double[] theta = new double[count];
        for (int e = 0; e < count; e++)
        {
            if (!(_values[e] > smallest) && alpha == 0)
            {
                continue;
            }

            double share = 0;
            for (int k = 0; k < count; k++)
            {
                share += _vectors[k, e] * product[k];
            }

            share /= Math.Max(_values[e], 0) + alpha;
            for (int k = 0; k < count; k++)
            {
                theta[k] += share * _vectors[k, e];
            }
        }

        return theta;
    }
}
