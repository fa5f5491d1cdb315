using System.Numerics.Tensors;

namespace DnnBrain.Statistics;

/// <summary>Centring and scaling of a sample.</summary>
public static class Standardization
{
    /// <summary>Subtracts the mean and divides by the length, so that the product of two such vectors is Pearson's r.</summary>
    /// <returns>False where the sample is constant, empty or holds a NaN; <paramref name="destination"/> is then NaN.</returns>
    /// <param name="values">The sample; may be <paramref name="destination"/>.</param>
    /// <param name="destination">As long as <paramref name="values"/>.</param>
    /// <remarks>
    /// Constant means that the spread is below 1e-13 of the mean. The mean is taken twice, so that an offset of 1e6 times the spread costs
    /// no digits that the values themselves still have. O(n).
    /// </remarks>
    public static bool ToUnitVector(ReadOnlySpan<double> values, Span<double> destination)
    {
        ThrowIfUnequal(values, destination);
        var scale = SampleScale.Of(values);
        if (!scale.Varies(values.Length))
        {
            destination.Fill(double.NaN);
            return false;
        }

        scale.Standardize(values, destination);
        return true;
    }

    /// <summary>Subtracts the mean and divides by the standard deviation with n as divisor (ddof 0).</summary>
    /// <inheritdoc cref="ToUnitVector"/>
    public static bool ToZScores(ReadOnlySpan<double> values, Span<double> destination)
    {
        bool varies = ToUnitVector(values, destination);
        TensorPrimitives.Multiply(destination, Math.Sqrt(values.Length), destination);
        return varies;
    }

    /// <summary>Subtracts the mean.</summary>
    /// <returns>The mean; NaN for an empty sample.</returns>
    /// <inheritdoc cref="ToUnitVector"/>
    public static double Center(ReadOnlySpan<double> values, Span<double> destination)
    {
        ThrowIfUnequal(values, destination);
        double mean = TensorPrimitives.Sum(values) / values.Length;
        TensorPrimitives.Subtract(values, mean, destination);
        double remainder = TensorPrimitives.Sum<double>(destination) / values.Length;
        TensorPrimitives.Subtract(destination, remainder, destination);
        return mean + remainder;
    }

    private static void ThrowIfUnequal(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (values.Length != destination.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fit {destination.Length} places.", nameof(destination));
        }
    }
}
