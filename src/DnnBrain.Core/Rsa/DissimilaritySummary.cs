using DnnBrain.Statistics;

namespace DnnBrain.Rsa;

/// <summary>What is known of dissimilarities when all were looked at once.</summary>
/// <param name="Scale">Their mean and their length around it; NaN where one is missing.</param>
/// <param name="MissingCount">Number of NaN.</param>
/// <param name="IsFinite">Whether there is one and none is infinite.</param>
/// <param name="Constant">The value of all that there are, where it is the same; null otherwise.</param>
internal sealed record DissimilaritySummary(SampleScale Scale, int MissingCount, bool IsFinite, double? Constant)
{
    /// <summary>Looks at all of them, of which there is at least one; O(n).</summary>
    public static DissimilaritySummary Of(ReadOnlySpan<double> values)
    {
        var scale = SampleScale.Of(values);
        if (scale.Varies(values.Length))
        {
            return new DissimilaritySummary(scale, 0, IsFinite: true, Constant: null);
        }

        (double smallest, double largest, int missing) = (double.PositiveInfinity, double.NegativeInfinity, 0);
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

        return new DissimilaritySummary(scale, missing, double.IsFinite(smallest) && double.IsFinite(largest), smallest == largest ? smallest : null);
    }
}
