namespace DnnBrain.Statistics;

/// <summary>
/// Adjusted p-values: reject where the adjusted value is at most α. A NaN stays NaN and does not count as a test.
/// </summary>
public static class MultipleComparisons
{
    /// <summary>Holm's step-down procedure: family-wise error rate under any dependence.</summary>
    /// <returns>p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎), in the order of the input.</returns>
    /// <remarks>Holm 1979, Scandinavian Journal of Statistics 6, 65–70.</remarks>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        (double[] adjusted, int[] order) = Ascending(pValues);
        double largest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's step-up procedure: false discovery rate of independent or positively dependent tests.</summary>
    /// <returns>p̃₍ᵢ₎ = min over j ≥ i of min(1, m p₍ⱼ₎ / j), in the order of the input.</returns>
    /// <remarks>Benjamini, Hochberg 1995, Journal of the Royal Statistical Society B 57, 289–300.</remarks>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        (double[] adjusted, int[] order) = Ascending(pValues);
        double smallest = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, order.Length * pValues[order[i]] / (i + 1));
            adjusted[order[i]] = smallest;
        }

        return adjusted;
    }

    private static (double[] Adjusted, int[] Order) Ascending(ReadOnlySpan<double> pValues)
    {
        double[] p = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double[] adjusted = new double[p.Length];
        Array.Fill(adjusted, double.NaN);
        return (adjusted, order);
    }
}
