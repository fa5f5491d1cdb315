using System.Numerics.Tensors;

namespace DnnBrain.Statistics.Inference;

/// <summary>
/// The range in which the mean similarity of the true model to the subjects' data is expected, given how subjects differ.
/// </summary>
/// <param name="Lower">Mean over subjects of the similarity to the pooled data of all OTHER subjects; an underestimate.</param>
/// <param name="Upper">Mean over subjects of the similarity to the pooled data of ALL subjects; an overestimate.</param>
/// <remarks>
/// Nili et al. 2014, A toolbox for representational similarity analysis, https://doi.org/10.1371/journal.pcbi.1003553.
/// </remarks>
public readonly record struct NoiseCeiling(double Lower, double Upper)
{
    private const double CancelledShare = 1e-12;

    /// <summary>Brings data into the form in which similarity is the product of two vectors.</summary>
    /// <param name="values">The data of one subject, or pooled data.</param>
    /// <param name="destination">As long as <paramref name="values"/>; NaN where the data are constant.</param>
    public delegate void Standardizer(ReadOnlySpan<double> values, Span<double> destination);

    /// <summary>Both bounds.</summary>
    /// <param name="subjects">
    /// One vector a subject, in the form in which the similarity asks that data are averaged: z-scores for Pearson, ranks for Spearman.
    /// </param>
    /// <param name="standardize">Makes similarity a product.</param>
    /// <returns>NaN for fewer than two subjects and where pooled data are constant.</returns>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    /// <remarks>O(subjects × length), times the cost of <paramref name="standardize"/> for ranks.</remarks>
    public static NoiseCeiling Estimate(IReadOnlyList<double[]> subjects, Standardizer standardize)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(standardize);
        double[][] standardized = [.. subjects.Select(subject => Standardized(subject, standardize))];
        return Estimate(
            subjects,
            pooled => Standardized(pooled, standardize),
            (pooled, subject) => TensorPrimitives.Dot<double>(pooled, standardized[subject]));
    }

    /// <summary>Both bounds, for any similarity.</summary>
    /// <typeparam name="T">Pooled data in the form in which they are compared.</typeparam>
    /// <param name="subjects">
    /// One vector a subject, in the form in which the similarity asks that data are averaged. It must be as similar to anything as the subject's data.
    /// </param>
    /// <param name="prepare">Prepares pooled data; null where they are similar to nothing.</param>
    /// <param name="similarity">The similarity of pooled data to the subject of that number.</param>
    /// <returns>NaN for fewer than two subjects and where pooled data are constant.</returns>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    /// <remarks>O(subjects × length), times the cost of preparing and comparing.</remarks>
    public static NoiseCeiling Estimate<T>(IReadOnlyList<double[]> subjects, Func<double[], T?> prepare, Func<T, int, double> similarity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(similarity);
        if (subjects.Count < 2)
        {
            return new NoiseCeiling(double.NaN, double.NaN);
        }

        double[] sum = new double[subjects[0].Length];
        foreach (double[] subject in subjects)
        {
            TensorPrimitives.Add<double>(sum, subject, sum);
        }

        T? all = Pool(sum, subjects[0], prepare);
        double lower = 0;
        double upper = 0;
        for (int s = 0; s < subjects.Count; s++)
        {
            double[] others = new double[sum.Length];
            TensorPrimitives.Subtract<double>(sum, subjects[s], others);
            T? rest = Pool(others, subjects[s], prepare);
            upper += all is null ? double.NaN : similarity(all, s);
            lower += rest is null ? double.NaN : similarity(rest, s);
        }

        return new NoiseCeiling(lower / subjects.Count, upper / subjects.Count);
    }

    // Subjects that contradict one another cancel out; what is left of their sum is rounding, and no data.
    private static T? Pool<T>(double[] sum, double[] subject, Func<double[], T?> prepare)
        where T : class =>
        TensorPrimitives.Norm<double>(sum) < CancelledShare * TensorPrimitives.Norm<double>(subject) ? null : prepare(sum);

    private static double[] Standardized(double[] values, Standardizer standardize)
    {
        double[] standardized = new double[values.Length];
        standardize(values, standardized);
        return standardized;
    }
}
