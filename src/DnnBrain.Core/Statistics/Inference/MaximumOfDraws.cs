namespace DnnBrain.Statistics.Inference;

/// <summary>Adjustment for several values by their joint draws: how often is the most extreme of them under a draw as improbable as the tested one?</summary>
/// <remarks>
/// Single-step adjustment of the smallest p (Westfall, Young 1993, Resampling-Based Multiple Testing, section 2.3): a draw's p of a value is the share of draws that lie as
/// far from the observed value, so that draws with heavy tails, as those over stimuli and subjects are, count for no more than others.
/// </remarks>
internal static class MaximumOfDraws
{
    /// <summary>Adjusts p of several values.</summary>
    /// <param name="draws">Value × draw; NaN where a value is not defined.</param>
    /// <param name="centre">The observed values.</param>
    /// <param name="p">Their p, by t; NaN stays NaN and is no value of the family.</param>
    /// <param name="alternative">The side.</param>
    /// <returns>
    /// (k + 1)/(n + 1), k of n draws having a smallest p of the tested one or less, where 1/n stands for smaller ones: no draw is rarer. Never below p, and never
    /// above p times the number of values (Bonferroni), which is what is left where p is beyond the reach of the draws.
    /// </returns>
    public static double[] Adjust(double[][] draws, double[] centre, double[] p, Alternative alternative)
    {
        int count = draws.Length == 0 ? 0 : draws[0].Length;
        double[] smallest = new double[count];
        Array.Fill(smallest, double.PositiveInfinity);
        for (int c = 0; c < draws.Length; c++)
        {
            double[] distance = [.. draws[c].Select(draw => alternative == Alternative.TwoSided ? Math.Abs(draw - centre[c]) : draw - centre[c])];
            double[] sorted = [.. distance.Where(double.IsFinite).Order()];
            for (int draw = 0; draw < count; draw++)
            {
                if (double.IsFinite(distance[draw]))
                {
                    smallest[draw] = Math.Min(smallest[draw], (sorted.Length - FirstAtLeast(sorted, distance[draw])) / (double)sorted.Length);
                }
            }
        }

        int family = p.Count(raw => !double.IsNaN(raw));
        return [.. p.Select(raw =>
        {
            // A share of draws and a p that are equal may differ by rounding.
            double reach = Math.Max(raw, 1.0 / count) * (1 + 1e-12);
            double drawn = (smallest.Count(draw => draw <= reach) + 1.0) / (count + 1.0);
            return double.IsNaN(raw) ? double.NaN : Math.Max(raw, Math.Min(family * raw, drawn));
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
