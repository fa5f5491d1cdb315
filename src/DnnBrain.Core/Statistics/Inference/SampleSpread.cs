namespace DnnBrain.Statistics.Inference;

/// <summary>How values of a sample spread.</summary>
internal static class SampleSpread
{
    /// <summary>Σ (value − mean)².</summary>
    public static double Squares(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }

    /// <summary>Excess kurtosis, G₂ of Joanes and Gill 1998, The Statistician 47, 183–189: without bias for samples of a normal; 0 where all values are alike.</summary>
    public static double ExcessKurtosis(double[] values)
    {
        double mean = values.Average();
        double n = values.Length;
        double square = Squares(values) / n;
        double excess = (values.Average(value => Math.Pow(value - mean, 4)) / (square * square)) - 3;
        return square > 0 ? (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * excess) + 6) : 0;
    }

    /// <summary>Variance of the values that are there, n − 1 in the denominator; NaN with fewer than two.</summary>
    public static double Variance(double[] draws)
    {
        double[] there = [.. draws.Where(draw => !double.IsNaN(draw))];
        if (there.Length < 2)
        {
            return double.NaN;
        }

        double mean = there.Average();
        return there.Sum(draw => (draw - mean) * (draw - mean)) / (there.Length - 1);
    }
}
