namespace DnnBrain.Statistics;

/// <summary>The standard error of a mean.</summary>
internal static class StandardError
{
    /// <summary>sd (n − 1) / √n; NaN for fewer than two values.</summary>
    public static double OfMean(IReadOnlyCollection<double> values) =>
        values.Count < 2 ? double.NaN : Math.Sqrt(SampleSpread.Squares(values) / (values.Count - 1) / values.Count);
}
