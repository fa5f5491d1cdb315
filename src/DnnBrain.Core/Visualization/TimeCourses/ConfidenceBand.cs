using DnnBrain.Statistics.Inference;

namespace DnnBrain.Visualization.TimeCourses;

/// <summary>Half the width of a confidence interval of a mean: its standard error times a quantile of Student's t.</summary>
internal sealed class ConfidenceBand(double level)
{
    private readonly Dictionary<int, double> _quantile = [];

    /// <summary>NaN where there is no error or are no two subjects.</summary>
    public double Half(TimeCourse course, int index)
    {
        if (course.StandardError.Count == 0 || course.SubjectCount < 2)
        {
            return double.NaN;
        }

        if (!_quantile.TryGetValue(course.SubjectCount, out double quantile))
        {
            _quantile[course.SubjectCount] = quantile = StudentDistribution.Quantile((1 + level) / 2, course.SubjectCount - 1);
        }

        return quantile * course.StandardError[index];
    }
}
