using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Kernels behind squared distances: G with dᵢⱼ = Gᵢᵢ + Gⱼⱼ − 2 Gᵢⱼ.</summary>
internal static class Kernel
{
    /// <summary>−½ H D H with H the centring matrix, n × n, row-major.</summary>
    public static double[] Centered(ReadOnlySpan<double> squaredDistance, int n) => Centered(squaredDistance, [.. Enumerable.Repeat(1.0, n)]);

    /// <summary>
    /// The same of stimuli that count w times: centred at their weighted mean, rows and columns times √w. Its eigenvalues are those of the
    /// kernel in which every copy is a row, but for zeros.
    /// </summary>
    public static double[] Centered(ReadOnlySpan<double> squaredDistance, double[] weight)
    {
        int n = weight.Length;
        double[] square = new double[n * n];
        CondensedIndex.ToSquare(squaredDistance, n, square);
        double total = weight.Sum();
        double[] mean = new double[n];
        for (int i = 0; i < n; i++)
        {
            mean[i] = TensorPrimitives.Dot<double>(square.AsSpan(i * n, n), weight) / total;
        }

        double grandMean = TensorPrimitives.Dot<double>(mean, weight) / total;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                square[(i * n) + j] = Math.Sqrt(weight[i] * weight[j]) * (mean[i] + mean[j] - square[(i * n) + j] - grandMean) / 2;
            }
        }

        return square;
    }

    /// <summary>The kernel of the differences of all stimuli from the first: ½ (d₀ᵢ + d₀ⱼ − dᵢⱼ), (n−1) × (n−1).</summary>
    public static double[] OfDifferences(ReadOnlySpan<double> squaredDistance, int n)
    {
        double[] square = new double[n * n];
        CondensedIndex.ToSquare(squaredDistance, n, square);
        int m = n - 1;
        double[] kernel = new double[m * m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
            {
                kernel[(i * m) + j] = (square[i + 1] + square[j + 1] - square[((i + 1) * n) + j + 1]) / 2;
            }
        }

        return kernel;
    }

    /// <summary>Divides by the mean distance, to which the trace of the kernel is proportional.</summary>
    public static void ToMeanOne(ReadOnlySpan<double> squaredDistance, Span<double> destination) =>
        TensorPrimitives.Divide(squaredDistance, TensorPrimitives.Sum(squaredDistance) / squaredDistance.Length, destination);
}
