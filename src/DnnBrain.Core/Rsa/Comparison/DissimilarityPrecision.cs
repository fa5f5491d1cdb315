using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Rsa.Comparison;

/// <summary>V⁻¹ of the dissimilarities, as a product that never forms V.</summary>
/// <remarks>
/// <para>
/// With errors of covariance Σ between stimuli, V = (CΣC') ∘ (CΣC'), where the rows of C take differences of stimuli (Diedrichsen et al.
/// 2021). A condensed d is the pairwise form of the kernel G = −½ D in the space of differences, and V is Σ ⊗ Σ there. So
/// x'V⁻¹y = ¼ tr(X Q Y Q) and V⁻¹y = ½ Q Y Q off the diagonal, with X, Y the full matrices and Q = Σ⁻¹ − Σ⁻¹11'Σ⁻¹ / 1'Σ⁻¹1; for Σ = I, Q
/// is the centring matrix. O(n²) where Σ is diagonal, two n × n products where it is not.
/// </para>
/// <para>
/// Missing pairs are filled with the values that make x'V⁻¹x smallest, which gives exactly the inverse of the part of V that is there
/// (Schur complement); m missing pairs cost one m × m inverse.
/// </para>
/// </remarks>
internal sealed class DissimilarityPrecision
{
    /// <summary>Most missing pairs whose inverse is taken.</summary>
    public const int MostMissingPairs = 4000;

    private readonly int _n;
    private readonly int[]? _present;
    private readonly int[] _missing;
    private readonly double[] _weight;
    private readonly double[]? _q;
    private readonly double[] _fill;

    /// <exception cref="DnnBrainException">
    /// More pairs are missing than can be filled (<c>PairTooFew</c>), or Σ is not positive definite (<c>CovarianceInvalid</c>).
    /// </exception>
    public DissimilarityPrecision(ComparisonSpace space)
    {
        _n = space.StimulusCount;
        _present = space.PresentPair;
        _missing = Missing(space);
        _weight = [.. Enumerable.Repeat(1.0, _n)];
        if (space.StimulusCovariance is { } covariance)
        {
            if (IsDiagonal(covariance))
            {
                _weight = [.. Enumerable.Range(0, _n).Select(i => 1 / covariance[i, i])];
            }
            else
            {
                _q = Projection(Inverse(covariance));
            }
        }

        _fill = _missing.Length == 0 ? [] : Fill();
    }

    /// <summary>The error of more missing pairs than can be filled.</summary>
    public static DnnBrainException TooManyMissing(int count) => new(
        "PairTooFew",
        ErrorKind.InvalidData,
        $"{count:N0} pairs of stimuli have no value in at least one RDM; a whitened comparison can do without {MostMissingPairs:N0} of them. Leave out RDMs or stimuli with many missing pairs.",
        count);

    /// <summary>V⁻¹ times a vector of the pairs that are there.</summary>
    public void Multiply(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (_present is null)
        {
            MultiplyAll(values, destination);
            return;
        }

        double[] condensed = new double[CondensedIndex.Count(_n)];
        for (int i = 0; i < _present.Length; i++)
        {
            condensed[_present[i]] = values[i];
        }

        double[] product = new double[condensed.Length];
        MultiplyAll(condensed, product);
        int m = _missing.Length;
        for (int i = 0; i < m; i++)
        {
            double sum = 0;
            for (int j = 0; j < m; j++)
            {
                sum += _fill[(i * m) + j] * product[_missing[j]];
            }

            condensed[_missing[i]] = -sum;
        }

        MultiplyAll(condensed, product);
        for (int i = 0; i < _present.Length; i++)
        {
            destination[i] = product[_present[i]];
        }
    }

    private static int[] Missing(ComparisonSpace space)
    {
        if (space.PresentPair is not { } present)
        {
            return [];
        }

        bool[] isPresent = new bool[CondensedIndex.Count(space.StimulusCount)];
        Array.ForEach(present, pair => isPresent[pair] = true);
        int[] missing = [.. Enumerable.Range(0, isPresent.Length).Where(pair => !isPresent[pair])];
        return missing.Length <= MostMissingPairs ? missing : throw TooManyMissing(missing.Length);
    }

    private static bool IsDiagonal(double[,] matrix)
    {
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                if (i != j && matrix[i, j] != 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double[] Inverse(double[,] covariance)
    {
        int n = covariance.GetLength(0);
        double[] inverse = new double[n * n];
        using DisposeScope scope = NewDisposeScope();
        linalg.inv(from_array(covariance)).CopyTo<double>(inverse);
        return inverse;
    }

    // Q = P − P11'P / 1'P1 for the precision P.
    private double[] Projection(double[] precision)
    {
        double[] sum = new double[_n];
        for (int i = 0; i < _n; i++)
        {
            for (int j = 0; j < _n; j++)
            {
                sum[i] += precision[(i * _n) + j];
            }
        }

        double total = sum.Sum();
        double[] q = new double[precision.Length];
        for (int i = 0; i < _n; i++)
        {
            for (int j = 0; j < _n; j++)
            {
                q[(i * _n) + j] = precision[(i * _n) + j] - (sum[i] * sum[j] / total);
            }
        }

        return q;
    }

    private void MultiplyAll(ReadOnlySpan<double> condensed, Span<double> destination)
    {
        if (_q is not null)
        {
            MultiplyByTensors(condensed, destination);
            return;
        }

        // Q D Q for a diagonal Σ: sᵢ sⱼ (dᵢⱼ − (Ds)ᵢ/σ − (Ds)ⱼ/σ + s'Ds/σ²) with s = 1/Σᵢᵢ and σ = Σ s.
        double total = TensorPrimitives.Sum<double>(_weight);
        double[] mean = new double[_n];
        for (int i = 0; i < _n - 1; i++)
        {
            ReadOnlySpan<double> row = condensed.Slice(CondensedIndex.FirstOfRow(i, _n), _n - 1 - i);
            mean[i] += AddRow(row, _weight.AsSpan(i + 1), _weight[i], mean.AsSpan(i + 1));
        }

        TensorPrimitives.Divide(mean, total, mean);
        double grandMean = TensorPrimitives.Dot<double>(mean, _weight) / total;
        for (int i = 0; i < _n - 1; i++)
        {
            int first = CondensedIndex.FirstOfRow(i, _n);
            Span<double> row = destination.Slice(first, _n - 1 - i);
            CenterRow(condensed.Slice(first, row.Length), mean.AsSpan(i + 1), grandMean - mean[i], _weight.AsSpan(i + 1), _weight[i] / 2, row);
        }
    }

    // Rows are short, so each is gone over once, with all there is to do: below Σ row w, and sums += row × factor.
    private static double AddRow(ReadOnlySpan<double> row, ReadOnlySpan<double> weight, double factor, Span<double> sums)
    {
        ReadOnlySpan<Vector<double>> values = MemoryMarshal.Cast<double, Vector<double>>(row);
        ReadOnlySpan<Vector<double>> weights = MemoryMarshal.Cast<double, Vector<double>>(weight)[..values.Length];
        Span<Vector<double>> targets = MemoryMarshal.Cast<double, Vector<double>>(sums)[..values.Length];
        Vector<double> lanes = Vector<double>.Zero;
        for (int k = 0; k < values.Length; k++)
        {
            lanes += values[k] * weights[k];
            targets[k] += values[k] * factor;
        }

        double sum = Vector.Sum(lanes);
        for (int k = values.Length * Vector<double>.Count; k < row.Length; k++)
        {
            sum += row[k] * weight[k];
            sums[k] += row[k] * factor;
        }

        return sum;
    }

    // (row − mean + offset) weight factor.
    private static void CenterRow(
        ReadOnlySpan<double> row, ReadOnlySpan<double> mean, double offset, ReadOnlySpan<double> weight, double factor, Span<double> destination)
    {
        ReadOnlySpan<Vector<double>> values = MemoryMarshal.Cast<double, Vector<double>>(row);
        ReadOnlySpan<Vector<double>> means = MemoryMarshal.Cast<double, Vector<double>>(mean)[..values.Length];
        ReadOnlySpan<Vector<double>> weights = MemoryMarshal.Cast<double, Vector<double>>(weight)[..values.Length];
        Span<Vector<double>> targets = MemoryMarshal.Cast<double, Vector<double>>(destination)[..values.Length];
        var offsets = new Vector<double>(offset);
        for (int k = 0; k < values.Length; k++)
        {
            targets[k] = (values[k] - means[k] + offsets) * weights[k] * factor;
        }

        for (int k = values.Length * Vector<double>.Count; k < row.Length; k++)
        {
            destination[k] = (row[k] - mean[k] + offset) * weight[k] * factor;
        }
    }

    private void MultiplyByTensors(ReadOnlySpan<double> condensed, Span<double> destination)
    {
        double[] square = new double[_n * _n];
        double[] product = new double[_n * _n];
        CondensedIndex.ToSquare(condensed, _n, square);
        using DisposeScope scope = NewDisposeScope();
        Tensor q = from_memory<double>(_q!, [_n, _n]);
        q.matmul(from_memory<double>(square, [_n, _n])).matmul(q).CopyTo<double>(product);
        for (int i = 0; i < _n - 1; i++)
        {
            Span<double> row = destination.Slice(CondensedIndex.FirstOfRow(i, _n), _n - 1 - i);
            TensorPrimitives.Divide(product.AsSpan((i * _n) + i + 1, row.Length), 2, row);
        }
    }

    // The inverse of V⁻¹'s part of the missing pairs: for pairs (i, j) and (k, l) it is ½ (Qik Qjl + Qil Qjk).
    private double[] Fill()
    {
        double[] q = _q ?? Projection(Diagonal());
        (int I, int J)[] pairs = Pairs();
        int m = pairs.Length;
        double[] matrix = new double[m * m];
        for (int a = 0; a < m; a++)
        {
            for (int b = 0; b < m; b++)
            {
                ((int i, int j), (int k, int l)) = (pairs[a], pairs[b]);
                matrix[(a * m) + b] = ((q[(i * _n) + k] * q[(j * _n) + l]) + (q[(i * _n) + l] * q[(j * _n) + k])) / 2;
            }
        }

        using DisposeScope scope = NewDisposeScope();
        double[] inverse = new double[m * m];
        linalg.inv(from_memory<double>(matrix, [m, m])).CopyTo<double>(inverse);
        return inverse;
    }

    private double[] Diagonal()
    {
        double[] diagonal = new double[_n * _n];
        for (int i = 0; i < _n; i++)
        {
            diagonal[(i * _n) + i] = _weight[i];
        }

        return diagonal;
    }

    private (int I, int J)[] Pairs()
    {
        var pairs = new (int, int)[_missing.Length];
        for (int i = 0, pair = 0, next = 0; i < _n; i++)
        {
            for (int j = i + 1; j < _n; j++, pair++)
            {
                if (next < _missing.Length && _missing[next] == pair)
                {
                    pairs[next++] = (i, j);
                }
            }
        }

        return pairs;
    }
}
