namespace DnnBrain.Statistics;

/// <summary>The standard error of a mean.</summary>
internal static class StandardError
{
    /// <summary>sd (n − 1) / √n; NaN for fewer than two values.</summary>
    public static double OfMean(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return double.NaN;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }
}
