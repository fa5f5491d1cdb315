using System.Numerics.Tensors;

namespace DnnBrain.Rsa;

/// <summary>Between which values dissimilarities lie, and how many there are none of.</summary>
/// <param name="Smallest">The smallest that there is; +∞ where there is none.</param>
/// <param name="Largest">The largest that there is; −∞ where there is none.</param>
/// <param name="MissingCount">Number of NaN.</param>
internal sealed record DissimilarityRange(double Smallest, double Largest, int MissingCount)
{
    /// <summary>Whether there is one and none is infinite.</summary>
    public bool IsFinite => double.IsFinite(Smallest) && double.IsFinite(Largest);

    /// <summary>Looks at all of them, of which there is at least one; O(n).</summary>
    public static DissimilarityRange Of(ReadOnlySpan<double> values)
    {
        // Both are NaN where a value is.
        (double smallest, double largest) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        if (!double.IsNaN(smallest))
        {
            return new DissimilarityRange(smallest, largest, 0);
        }

        (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        int missing = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return new DissimilarityRange(smallest, largest, missing);
    }
}
