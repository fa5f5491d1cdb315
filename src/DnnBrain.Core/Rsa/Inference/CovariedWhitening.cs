using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using MathNet.Numerics.LinearAlgebra.Double;

namespace DnnBrain.Rsa.Inference;

/// <summary>Products of dissimilarities in the metric of their covariance, for errors of stimuli that covary, under a weighted sample.</summary>
/// <remarks>
/// <para>
/// Copies of stimulus g are rows of the sample with errors of their own, of variance D_g = s Σ_gg
/// (<see cref="StimulusCovariance.OwnShare"/>), around what they share. In the precision Q of the rows, without their mean, only the means
/// of copies and the differences among them occur. The means of w_g copies have covariance S = Σ − D + D/w, with projected precision P =
/// S⁻¹ − S⁻¹11'S⁻¹/1'S⁻¹1, and V⁻¹y of the written-out pairs, summed over the copies of pair (g, h), is ½ (P Y P)_gh.
/// </para>
/// <para>
/// Pairs of copies and missing pairs have no value; Y holds there, for g = h too, what makes the length smallest (a Schur complement, as in
/// <see cref="DissimilarityPrecision"/>). Between the unknown pairs (g, h) and (k, l) the system is ½ (P_gk P_hl + P_gl P_hk), with
/// w_g²/(D_g² (w_g − 1)) more for copies of g with themselves. O(n³) a sample and a vector for n different stimuli, O(m³) for m unknown
/// pairs; the factor ½ cancels in every similarity.
/// </para>
/// </remarks>
internal sealed class CovariedWhitening
{
    private readonly double[,] _covariance;
    private readonly double _ownShare;
    private readonly double[] _values;
    private readonly double[] _product;
    private readonly double[] _scratch;
    private double[] _precision = [];
    private (int G, int H)[] _unknown = [];
    private MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>? _factor;

    /// <summary>Makes room for samples.</summary>
    /// <param name="covariance">n × n, positive definite.</param>
    public CovariedWhitening(double[,] covariance)
    {
        _covariance = covariance;
        _ownShare = StimulusCovariance.OwnShare(covariance);
        int n = covariance.GetLength(0);
        _values = new double[n * n];
        _product = new double[n * n];
        _scratch = new double[n * n];
    }

    /// <summary>Takes a sample.</summary>
    /// <exception cref="DnnBrainException">More pairs are missing than can be filled (<c>PairTooFew</c>).</exception>
    public void Take(PairSample sample)
    {
        int n = sample.StimulusCount;
        var ofMeans = new DenseMatrix(n, n);
        for (int g = 0; g < n; g++)
        {
            for (int h = 0; h < n; h++)
            {
                ofMeans[g, h] = _covariance[sample.Stimulus[g], sample.Stimulus[h]];
            }

            ofMeans[g, g] -= Own(sample, g) * (1 - (1 / sample.StimulusWeight[g]));
        }

        MathNet.Numerics.LinearAlgebra.Matrix<double> inverse = ofMeans.Cholesky().Solve(DenseMatrix.CreateIdentity(n));
        MathNet.Numerics.LinearAlgebra.Vector<double> sums = inverse.RowSums();
        double total = sums.Sum();
        _precision = new double[n * n];
        for (int g = 0; g < n; g++)
        {
            for (int h = 0; h < n; h++)
            {
                _precision[(g * n) + h] = inverse[g, h] - (sums[g] * sums[h] / total);
            }
        }

        _unknown = [.. Unknown(sample)];
        _factor = _unknown.Length == 0 ? null : System(sample).Cholesky();
    }

    /// <summary>V⁻¹ times values of the sample's pairs, summed over the copies of each pair; twice of it.</summary>
    public void Multiply(PairSample sample, ReadOnlySpan<double> row, Span<double> destination)
    {
        int n = sample.StimulusCount;
        Array.Clear(_values);
        for (int k = 0; k < sample.Count; k++)
        {
            _values[(sample.First[k] * n) + sample.Second[k]] = _values[(sample.Second[k] * n) + sample.First[k]] = row[k];
        }

        MultiplyFromBothSides(n);
        if (_factor is not null)
        {
            var right = new DenseVector([.. _unknown.Select(pair => -_product[(pair.G * n) + pair.H])]);
            MathNet.Numerics.LinearAlgebra.Vector<double> fill = _factor.Solve(right);
            for (int u = 0; u < _unknown.Length; u++)
            {
                (int g, int h) = _unknown[u];
                _values[(g * n) + h] = _values[(h * n) + g] = g == h ? fill[u] : fill[u] / 2;
            }

            MultiplyFromBothSides(n);
        }

        for (int k = 0; k < sample.Count; k++)
        {
            destination[k] = _product[(sample.First[k] * n) + sample.Second[k]];
        }
    }

    private double Own(PairSample sample, int g) => _ownShare * _covariance[sample.Stimulus[g], sample.Stimulus[g]];

    // P Y P; rows with rows, as both are symmetric.
    private void MultiplyFromBothSides(int n)
    {
        RowProducts.Multiply(_precision, n, _values, n, n, n, _scratch);
        RowProducts.Multiply(_scratch, n, _precision, n, n, n, _product);
    }

    private static IEnumerable<(int G, int H)> Unknown(PairSample sample)
    {
        int n = sample.StimulusCount;
        for (int g = 0; g < n; g++)
        {
            if (sample.StimulusWeight[g] > 1)
            {
                yield return (g, g);
            }
        }

        if (sample.IsComplete)
        {
            yield break;
        }

        int next = 0;
        int missing = 0;
        for (int g = 0; g < n; g++)
        {
            for (int h = g + 1; h < n; h++)
            {
                if (next < sample.Count && sample.First[next] == g && sample.Second[next] == h)
                {
                    next++;
                }
                else if (++missing > DissimilarityPrecision.MostMissingPairs)
                {
                    throw DissimilarityPrecision.TooManyMissing(missing);
                }
                else
                {
                    yield return (g, h);
                }
            }
        }
    }

    private DenseMatrix System(PairSample sample)
    {
        int n = sample.StimulusCount;
        double[] p = _precision;
        var system = new DenseMatrix(_unknown.Length, _unknown.Length);
        for (int u = 0; u < _unknown.Length; u++)
        {
            (int g, int h) = _unknown[u];
            for (int v = 0; v < _unknown.Length; v++)
            {
                (int k, int l) = _unknown[v];
                system[u, v] = ((p[(g * n) + k] * p[(h * n) + l]) + (p[(g * n) + l] * p[(h * n) + k])) / 2;
            }

            if (g == h)
            {
                double weight = sample.StimulusWeight[g];
                double own = Own(sample, g);
                system[u, u] += weight * weight / (own * own * (weight - 1));
            }
        }

        return system;
    }
}
