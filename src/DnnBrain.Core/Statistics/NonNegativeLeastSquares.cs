using MathNet.Numerics.LinearAlgebra.Double;

namespace DnnBrain.Statistics;

/// <summary>Least squares with weights that are not negative, and without that bound, from the normal equations.</summary>
public static class NonNegativeLeastSquares
{
    // A gradient below this share of the largest right-hand side is rounding.
    private const double Tolerance = 1e-12;

    /// <summary>min ‖y − Xθ‖² + α‖θ‖² subject to θ ≥ 0.</summary>
    /// <param name="gram">XᵀX, K × K, symmetric and positive semidefinite.</param>
    /// <param name="product">Xᵀy, K.</param>
    /// <param name="alpha">The ridge penalty α, 0 or more.</param>
    /// <returns>θ, K. Of predictors that are linear combinations of others, some have the weight 0.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit or the penalty is negative.</exception>
    /// <remarks>
    /// Active set: a predictor is let in when the error falls with its weight, and put out when its weight would be negative. Lawson,
    /// Hanson 1974, Solving Least Squares Problems, chapter 23; from the normal equations as Bro, de Jong 1997, Journal of Chemometrics 11,
    /// 393–401. O(K³) for each predictor let in; in practice about K of them.
    /// </remarks>
    public static double[] Solve(double[,] gram, ReadOnlySpan<double> product, double alpha = 0)
    {
        Check(gram, product, alpha);
        int count = product.Length;
        double[] theta = new double[count];
        bool[] free = new bool[count];
        double largest = 0;
        foreach (double value in product)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        // Every round lowers the error, so no set of free predictors comes twice; rounding alone could make one, which the limit ends.
        for (int round = 0; round < 10 * (count + 1); round++)
        {
            int entering = Steepest(gram, product, alpha, theta, free, Tolerance * largest);
            if (entering < 0)
            {
                break;
            }

            free[entering] = true;
            if (!Descend(gram, product, alpha, theta, free))
            {
                // The predictor is a combination of those let in: its gradient was rounding.
                break;
            }
        }

        return theta;
    }

    /// <summary>min ‖y − Xθ‖² + α‖θ‖²: ridge regression, least squares for α = 0.</summary>
    /// <inheritdoc cref="Solve"/>
    /// <returns>θ, K; the shortest of several solutions.</returns>
    public static double[] SolveUnbounded(double[,] gram, ReadOnlySpan<double> product, double alpha = 0)
    {
        Check(gram, product, alpha);
        return new RidgeSolver(gram).Solve(product, alpha);
    }

    private static void Check(double[,] gram, ReadOnlySpan<double> product, double alpha)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        if (gram.GetLength(0) != product.Length || gram.GetLength(1) != product.Length)
        {
            throw new ArgumentException($"A Gram matrix of {gram.GetLength(0)} × {gram.GetLength(1)} does not fit {product.Length} products.", nameof(gram));
        }
    }

    private static int Steepest(double[,] gram, ReadOnlySpan<double> product, double alpha, double[] theta, bool[] free, double threshold)
    {
        int steepest = -1;
        for (int k = 0; k < theta.Length; k++)
        {
            if (free[k])
            {
                continue;
            }

            double gradient = product[k] - (alpha * theta[k]);
            for (int j = 0; j < theta.Length; j++)
            {
                gradient -= gram[k, j] * theta[j];
            }

            if (gradient > threshold)
            {
                (steepest, threshold) = (k, gradient);
            }
        }

        return steepest;
    }

    // Goes towards the solution of the free predictors, and puts out those that reach 0 on the way.
    private static bool Descend(double[,] gram, ReadOnlySpan<double> product, double alpha, double[] theta, bool[] free)
    {
        while (true)
        {
            int[] index = [.. Enumerable.Range(0, theta.Length).Where(k => free[k])];
            double[]? target = SolveFree(gram, product, alpha, index);
            if (target is null)
            {
                foreach (int k in index.Where(k => theta[k] == 0))
                {
                    free[k] = false;
                }

                return false;
            }

            double step = 1;
            int limiting = -1;
            for (int i = 0; i < index.Length; i++)
            {
                double now = theta[index[i]];
                double reach = target[i] > 0 ? 1 : now > 0 ? now / (now - target[i]) : 0;
                if (reach < step)
                {
                    (step, limiting) = (reach, i);
                }
            }

            for (int i = 0; i < index.Length; i++)
            {
                theta[index[i]] = Math.Max(0, theta[index[i]] + (step * (target[i] - theta[index[i]])));
            }

            if (limiting >= 0)
            {
                theta[index[limiting]] = 0;
                free[index[limiting]] = false;
            }

            if (step >= 1)
            {
                return true;
            }
        }
    }

    private static double[]? SolveFree(double[,] gram, ReadOnlySpan<double> product, double alpha, int[] index)
    {
        var system = new DenseMatrix(index.Length);
        var right = new DenseVector(index.Length);
        for (int i = 0; i < index.Length; i++)
        {
            right[i] = product[index[i]];
            for (int j = 0; j < index.Length; j++)
            {
                system[i, j] = gram[index[i], index[j]] + (i == j ? alpha : 0);
            }
        }

        try
        {
            MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> factor = system.Cholesky();
            for (int i = 0; i < index.Length; i++)
            {
                // A pivot this small is what rounding leaves of one that is 0.
                if (!(factor.Factor[i, i] * factor.Factor[i, i] > 1e-13 * system[i, i]))
                {
                    return null;
                }
            }

            return [.. factor.Solve(right)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
