using System.Globalization;

namespace DnnBrain.Statistics.Inference;

/// <summary>One-sample t-test over subjects: is the mean of one signed value a subject above zero in the population the subjects come from?</summary>
/// <remarks>
/// Exact where values are normally distributed. For signed values only: squared ones are positive under the null hypothesis too. Student 1908, Biometrika 6, 1–25.
/// </remarks>
public static class OneSampleTTest
{
    /// <summary>Runs the test on the mean over subjects of each cell.</summary>
    /// <param name="values">Cell × subject. NaN where a cell has no value of a subject; a cell's mean is over the subjects it has.</param>
    /// <param name="options">Side and correction; number of flips, seed and threads for <see cref="Correction.Maximum"/>.</param>
    /// <param name="observer">Told how far the flips are, and of values that do not vary.</param>
    /// <param name="token">Stops the flips.</param>
    /// <returns>
    /// The observed means; p of t = mean/(sd (S − 1)/√S) with S − 1 degrees of freedom. Adjusted by the maximum statistic: the share of sign flips
    /// whose largest t over cells is at least the cell's t, never below the raw p. NaN for fewer than two subjects and for values that do not vary.
    /// </returns>
    /// <exception cref="DnnBrainException">An option cannot be used; see <see cref="InferenceOptions.Validate"/>.</exception>
    public static ResamplingResult Run(double[,] values, InferenceOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(options);
        int cells = values.GetLength(0);
        double[] means = new double[cells];
        int[] count = new int[cells];
        for (int cell = 0; cell < cells; cell++)
        {
            (means[cell], count[cell]) = Mean(values, cell);
        }

        double[] t = [.. means];
        ToT(values, t);
        if (t.Where((value, cell) => count[cell] > 1 && double.IsNaN(value)).Count() is > 0 and int alike)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture, $"{alike:N0} of {cells:N0} values are the same in all subjects: they have no t, and their p is NaN. Sign flips give one."));
        }

        double[] p = [.. t.Select((value, cell) => StudentDistribution.PValue(value, count[cell] - 1, options.Alternative))];
        if (options.Correction != Correction.Maximum)
        {
            return new ResamplingResult(Array.AsReadOnly(means), Array.AsReadOnly(p), Array.AsReadOnly(options.Correction.Adjust(p)), 0, IsExact: false);
        }

        ResamplingResult flips = SignFlipTest.Run("OneSampleT", values, ToT, 0, options, observer, token);
        double[] adjusted = [.. p.Select((raw, cell) => Math.Max(raw, flips.AdjustedPValue[cell]))];
        return new ResamplingResult(Array.AsReadOnly(means), Array.AsReadOnly(p), Array.AsReadOnly(adjusted), flips.DrawCount, flips.IsExact);
    }

    // Flips leave Σx² as it is, so t under a flip follows from its mean.
    private static void ToT(double[,] values, Span<double> means)
    {
        for (int cell = 0; cell < means.Length; cell++)
        {
            double squares = 0;
            int count = 0;
            for (int subject = 0; subject < values.GetLength(1); subject++)
            {
                double value = values[cell, subject];
                squares += double.IsNaN(value) ? 0 : value * value;
                count += double.IsNaN(value) ? 0 : 1;
            }

            double variance = (squares - (count * means[cell] * means[cell])) / (count - 1);

            // What rounding leaves of values that are all alike is no variance.
            means[cell] = variance > 1e-14 * squares ? means[cell] / Math.Sqrt(variance / count) : double.NaN;
        }
    }

    private static (double Mean, int Count) Mean(double[,] values, int cell)
    {
        double sum = 0;
        int count = 0;
        for (int subject = 0; subject < values.GetLength(1); subject++)
        {
            sum += double.IsNaN(values[cell, subject]) ? 0 : values[cell, subject];
            count += double.IsNaN(values[cell, subject]) ? 0 : 1;
        }

        return (count < 2 ? double.NaN : sum / count, count);
    }
}
