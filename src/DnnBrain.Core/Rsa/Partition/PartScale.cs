namespace DnnBrain.Rsa.Partition;

/// <summary>How far each part spreads by chance: what makes parts of different sizes comparable.</summary>
/// <remarks>
/// A part is a quadratic form y′Qy of the reference, Q a sum of projections on sets of predictors. For y without structure the part over
/// the unexplained variance, times the degrees of freedom, has the mean tr Q and the variance 2 tr Q², up to 1/N. The real spread is wider,
/// because the pairs of a stimulus depend on one another, but it is for all parts alike. Numbers that do not depend on the labelling scale
/// a permutation test without touching its level.
/// </remarks>
internal sealed class PartScale
{
    private const double NoSpread = 1e-10;

    private readonly double[] _mean;
    private readonly double[] _spread;
    private readonly double _degreesOfFreedom;

    /// <summary>Measures the parts.</summary>
    /// <param name="design">The groups.</param>
    /// <param name="gram">Products of the predictors.</param>
    /// <param name="pairCount">Number of pairs.</param>
    public PartScale(PartitionDesign design, double[] gram, int pairCount)
    {
        int k = design.PredictorCount;
        double[][] coordinates = Coordinates(gram, k);

        // Every element of the projections is put together like R².
        double[][] projections = [.. Enumerable.Range(0, design.SetCount).Select(set => Projection(coordinates, design.Predictors(set)))];
        _mean = new double[design.ValueCount];
        _spread = new double[design.ValueCount];
        double[] element = new double[design.SetCount];
        double[] parts = new double[design.ValueCount];
        for (int i = 0; i < k * k; i++)
        {
            for (int set = 0; set < element.Length; set++)
            {
                element[set] = projections[set][i];
            }

            design.ToParts(element, parts);
            for (int part = 0; part < parts.Length; part++)
            {
                _mean[part] += i % (k + 1) == 0 ? parts[part] : 0;
                _spread[part] += parts[part] * parts[part];
            }
        }

        for (int part = 0; part < _spread.Length; part++)
        {
            // Groups that have nothing in common share a part that is always 0.
            _spread[part] = _spread[part] > NoSpread ? Math.Sqrt(2 * _spread[part]) : 1;
        }

        _degreesOfFreedom = pairCount - _mean[^1] - 1;
    }

    /// <summary>The part over the unexplained variance, in standard deviations.</summary>
    public double Standardize(int part, double ratio) => ((_degreesOfFreedom * ratio) - _mean[part]) / _spread[part];

    // Predictors in an orthonormal basis of all of them.
    private static double[][] Coordinates(double[] gram, int k)
    {
        double[][] rows = [.. Enumerable.Range(0, k).Select(_ => new double[k])];
        var regression = new SubsetRegression(k);
        double[] scale = [.. Enumerable.Range(0, k).Select(i => gram[(i * k) + i])];
        regression.Take(gram, scale);
        for (int i = 0; i < k; i++)
        {
            regression.Explained(gram.AsSpan(i * k, k));
            regression.Basis.CopyTo(rows[i]);
        }

        return rows;
    }

    private static double[] Projection(double[][] coordinates, int[] predictors)
    {
        int k = coordinates.Length;
        double[] sum = new double[k * k];
        var basis = new List<double[]>();
        foreach (int predictor in predictors)
        {
            double[] left = [.. coordinates[predictor]];
            double square = Dot(left, left);
            foreach (double[] vector in basis)
            {
                double share = Dot(left, vector);
                for (int i = 0; i < k; i++)
                {
                    left[i] -= share * vector[i];
                }
            }

            double rest = Dot(left, left);
            if (rest > SubsetRegression.DependentShare * square)
            {
                basis.Add([.. left.Select(value => value / Math.Sqrt(rest))]);
            }
        }

        foreach (double[] vector in basis)
        {
            for (int i = 0; i < k * k; i++)
            {
                sum[i] += vector[i / k] * vector[i % k];
            }
        }

        return sum;
    }

    private static double Dot(double[] x, double[] y) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(x, y);
}
