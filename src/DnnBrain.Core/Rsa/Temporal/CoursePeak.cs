namespace DnnBrain.Rsa.Temporal;

/// <summary>What is read off a time course: its peak, and when it got half-way there.</summary>
internal static class CoursePeak
{
    /// <summary>The place of the largest value, the first of equal ones; −1 where all are NaN.</summary>
    public static int Find(ReadOnlySpan<double> course)
    {
        int peak = -1;
        for (int i = 0; i < course.Length; i++)
        {
            peak = !double.IsNaN(course[i]) && (peak < 0 || course[i] > course[peak]) ? i : peak;
        }

        return peak;
    }

    /// <summary>The time at which the course rises through half of its peak, back from the peak, on the line between two samples.</summary>
    /// <returns>NaN where the peak is not positive, where the course is not below half of it before, or a NaN stands between.</returns>
    public static double HalfTime(ReadOnlySpan<double> course, ReadOnlySpan<double> time)
    {
        int peak = Find(course);
        if (peak < 0 || !(course[peak] > 0))
        {
            return double.NaN;
        }

        double half = course[peak] / 2;
        int i = peak;
        while (i > 0 && course[i - 1] >= half)
        {
            i--;
        }

        // The comparison above is false for NaN, and so is what follows from one.
        return i == 0 ? double.NaN : time[i - 1] + ((time[i] - time[i - 1]) * (half - course[i - 1]) / (course[i] - course[i - 1]));
    }
}
