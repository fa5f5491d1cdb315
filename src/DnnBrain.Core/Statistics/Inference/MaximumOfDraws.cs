namespace DnnBrain.Statistics.Inference;

/// <summary>Adjustment by the maximum over values: how often is the most extreme value of a draw as improbable as the tested one?</summary>
internal static class MaximumOfDraws
{
    /// <summary>Adjusts p of several values; see <see cref="BootstrapResult.Test"/>.</summary>
    /// <param name="draws">Value × draw.</param>
    /// <param name="centre">The observed values.</param>
    /// <param name="p">Their p.</param>
    /// <param name="alternative">The side.</param>
    public static double[] Adjust(double[][] draws, double[] centre, double[] p, Alternative alternative)
    {
        double[] largest = new double[draws.Length == 0 ? 0 : draws[0].Length];
        Array.Fill(largest, double.NegativeInfinity);
        for (int c = 0; c < draws.Length; c++)
        {
            double spread = Math.Sqrt(SampleSpread.Variance(draws[c]));
            for (int draw = 0; draw < largest.Length; draw++)
            {
                double distance = (draws[c][draw] - centre[c]) / spread;
                distance = alternative == Alternative.TwoSided ? Math.Abs(distance) : distance;
                largest[draw] = distance > largest[draw] ? distance : largest[draw];
            }
        }

        Array.Sort(largest);
        return [.. p.Select(raw =>
        {
            if (double.IsNaN(raw))
            {
                return double.NaN;
            }

            double threshold = StudentDistribution.NormalOfUpperTail(alternative == Alternative.TwoSided ? raw / 2 : raw);
            int first = FirstAtLeast(largest, threshold);
            return Math.Max(raw, (largest.Length - first + 1.0) / (largest.Length + 1.0));
        })];
    }

    private static int FirstAtLeast(double[] sorted, double threshold)
    {
        int index = Array.BinarySearch(sorted, threshold);
        index = index < 0 ? ~index : index;
        while (index > 0 && sorted[index - 1] == threshold)
        {
            index--;
        }

        return index;
    }
}
