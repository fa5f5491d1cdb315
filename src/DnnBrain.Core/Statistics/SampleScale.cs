using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DnnBrain.Statistics;

/// <summary>What a sample is standardised by: its mean, and its length around it.</summary>
/// <param name="Mean">The mean, but for rounding.</param>
/// <param name="Remainder">What rounding leaves: the mean of the sample without <paramref name="Mean"/>.</param>
/// <param name="Norm">√Σ (x − mean)².</param>
internal readonly record struct SampleScale(double Mean, double Remainder, double Norm)
{
    // A spread below this share of the mean is rounding, not variation: a sample of equal numbers whose mean is not exact.
    private const double ConstantSpread = 1e-13;

    // Values that stay in the first-level cache from one pass to the next.
    private const int PieceLength = 512;

    /// <summary>What changes nothing.</summary>
    public static SampleScale One => new(0, 0, 1);

    /// <summary>Looks at a sample; O(n).</summary>
    /// <remarks>
    /// The mean is taken twice, so that an offset of 1e6 times the spread costs no digits that the values themselves still have. All is NaN
    /// for an empty sample or one with a NaN.
    /// </remarks>
    [SkipLocalsInit]
    public static SampleScale Of(ReadOnlySpan<double> values)
    {
        double mean = TensorPrimitives.Sum(values) / values.Length;
        Span<double> space = stackalloc double[PieceLength];
        (double sum, double squares) = (0, 0);
        for (int start = 0; start < values.Length; start += PieceLength)
        {
            ReadOnlySpan<double> piece = values.Slice(start, Math.Min(PieceLength, values.Length - start));
            Span<double> centered = space[..piece.Length];
            TensorPrimitives.Subtract(piece, mean, centered);
            sum += TensorPrimitives.Sum<double>(centered);
            squares += TensorPrimitives.SumOfSquares<double>(centered);
        }

        double remainder = sum / values.Length;
        return new SampleScale(mean, remainder, Math.Sqrt(squares - (values.Length * remainder * remainder)));
    }

    /// <summary>The length of so many values around 0.</summary>
    public double LengthFromZero(int count) => Math.Sqrt((Norm * Norm) + (count * (Mean + Remainder) * (Mean + Remainder)));

    /// <summary>Whether so many values are different, by more than rounding: 1e-13 of their mean.</summary>
    public bool Varies(int count) => Norm > ConstantSpread * Math.Abs(Mean) * Math.Sqrt(count) && double.IsFinite(Norm);

    /// <summary>(x − mean) / norm.</summary>
    /// <param name="values">All of the sample or a part; may be <paramref name="destination"/>.</param>
    /// <param name="destination">As long as <paramref name="values"/>.</param>
    public void Standardize(ReadOnlySpan<double> values, Span<double> destination)
    {
        // A division a value would cost as much as all else; of lengths that are 0 or below 1e-308 the reciprocal is infinite.
        double reciprocal = 1 / Norm;
        bool isFinite = double.IsFinite(reciprocal);
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(isFinite ? values : []);
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(destination[..values.Length]);
        (Vector<double> mean, Vector<double> remainder, Vector<double> scale) = (new(Mean), new(Remainder), new(reciprocal));
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = (from[i] - mean - remainder) * scale;
        }

        for (int i = from.Length * Vector<double>.Count; i < values.Length; i++)
        {
            double centered = values[i] - Mean - Remainder;
            destination[i] = isFinite ? centered * reciprocal : centered / Norm;
        }
    }
}
