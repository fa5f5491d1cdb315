using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Kernels behind squared distances: G with dᵢⱼ = Gᵢᵢ + Gⱼⱼ − 2 Gᵢⱼ.</summary>
internal static class Kernel
{
    /// <summary>−½ H D H with H the centring matrix, n × n, row-major.</summary>
    public static double[] Centered(ReadOnlySpan<double> squaredDistance, int n)
    {
        double[] square = new double[n * n];
        CondensedIndex.ToSquare(squaredDistance, n, square);
        double[] mean = new double[n];
        for (int i = 0; i < n; i++)
        {
            mean[i] = TensorPrimitives.Sum<double>(square.AsSpan(i * n, n)) / n;
        }

        double grandMean = mean.Average();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                square[(i * n) + j] = (mean[i] + mean[j] - square[(i * n) + j] - grandMean) / 2;
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
