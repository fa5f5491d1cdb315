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
        if (subjects.Count < 2)
        {
            return new NoiseCeiling(double.NaN, double.NaN);
        }

        double[] sum = new double[subjects[0].Length];
        foreach (double[] subject in subjects)
        {
            TensorPrimitives.Add<double>(sum, subject, sum);
        }

        double[] pooled = new double[sum.Length];
        double[] standardized = new double[sum.Length];
        double[] all = new double[sum.Length];
        Pool(sum, subjects[0], standardize, all);
        double lower = 0;
        double upper = 0;
        foreach (double[] subject in subjects)
        {
            standardize(subject, standardized);
            upper += TensorPrimitives.Dot<double>(standardized, all);
            TensorPrimitives.Subtract<double>(sum, subject, pooled);
            Pool(pooled, subject, standardize, pooled);
            lower += TensorPrimitives.Dot<double>(standardized, pooled);
        }

        return new NoiseCeiling(lower / subjects.Count, upper / subjects.Count);
    }

    // Subjects that contradict one another cancel out; what is left of their sum is rounding, and no data.
    private static void Pool(ReadOnlySpan<double> sum, ReadOnlySpan<double> subject, Standardizer standardize, Span<double> destination)
    {
        if (TensorPrimitives.Norm(sum) < CancelledShare * TensorPrimitives.Norm(subject))
        {
            destination.Fill(double.NaN);
            return;
        }

        standardize(sum, destination);
    }
}
