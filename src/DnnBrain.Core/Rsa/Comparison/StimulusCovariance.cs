using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Checks and cuts covariances of stimuli.</summary>
internal static class StimulusCovariance
{
    private const double AsymmetryShare = 1e-9;

    /// <summary>The part of the stimuli that are compared.</summary>
    /// <param name="covariance">n × n, in the order of the first model RDM's stimuli.</param>
    /// <param name="stimulusCount">Number n of its stimuli.</param>
    /// <param name="kept">Those that are compared; null where all are.</param>
    /// <exception cref="DnnBrainException">Not n × n, not symmetric or not positive definite (<c>CovarianceInvalid</c>).</exception>
    public static double[,] Select(double[,] covariance, int stimulusCount, int[]? kept)
    {
        if (covariance.GetLength(0) != stimulusCount || covariance.GetLength(1) != stimulusCount)
        {
            throw Invalid($"it is {covariance.GetLength(0)} × {covariance.GetLength(1)}, and the first model RDM has {stimulusCount} stimuli");
        }

        kept ??= [.. Enumerable.Range(0, stimulusCount)];
        double[,] part = new double[kept.Length, kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = 0; j < kept.Length; j++)
            {
                part[i, j] = covariance[kept[i], kept[j]];
                double other = covariance[kept[j], kept[i]];
                if (!(Math.Abs(part[i, j] - other) <= AsymmetryShare * Math.Max(Math.Abs(part[i, j]), Math.Abs(other))))
                {
                    throw Invalid($"row {kept[i] + 1}, column {kept[j] + 1} is {part[i, j]:G6}, and row {kept[j] + 1}, column {kept[i] + 1} is {other:G6}");
                }
            }
        }

        using DisposeScope scope = NewDisposeScope();
        double[] spectrum = new double[kept.Length];
        linalg.eigvalsh(from_array(part)).CopyTo<double>(spectrum);
        return spectrum[0] > 1e-12 * spectrum[^1] ? part : throw Invalid(FormattableString.Invariant($"its smallest eigenvalue is {spectrum[0]:G3}, its largest {spectrum[^1]:G3}"));
    }

    /// <summary>
    /// The share of a stimulus' variance that each of its copies in a sample has by itself: the smallest eigenvalue of the correlation
    /// matrix.
    /// </summary>
    /// <remarks>
    /// A copy stands for another stimulus with the same covariance with all others. Two copies of stimulus i covary by (1 − share) Σᵢᵢ: the
    /// least, with one share for all, with which every sample has a positive definite covariance. It is 0 for independent errors; for
    /// errors with a common part it is that part, as for different stimuli.
    /// </remarks>
    public static double OwnShare(double[,] covariance)
    {
        int n = covariance.GetLength(0);
        double[,] correlation = new double[n, n];
        bool isDiagonal = true;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                correlation[i, j] = covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]);
                isDiagonal &= i == j || covariance[i, j] == 0;
            }
        }

        if (isDiagonal)
        {
            return 1;
        }

        using DisposeScope scope = NewDisposeScope();
        double[] spectrum = new double[n];
        linalg.eigvalsh(from_array(correlation)).CopyTo<double>(spectrum);
        return Math.Clamp(spectrum[0], 0, 1);
    }

    /// <summary>The covariance of a sample with copies, row by row.</summary>
    /// <param name="covariance">That of the stimuli.</param>
    /// <param name="rows">The stimulus of each row of the sample.</param>
    public static double[,] OfCopies(double[,] covariance, IReadOnlyList<int> rows)
    {
        double shared = 1 - OwnShare(covariance);
        double[,] sample = new double[rows.Count, rows.Count];
        for (int a = 0; a < rows.Count; a++)
        {
            for (int b = 0; b < rows.Count; b++)
            {
                sample[a, b] = covariance[rows[a], rows[b]] * (a != b && rows[a] == rows[b] ? shared : 1);
            }
        }

        return sample;
    }

    private static DnnBrainException Invalid(string reason) => new(
        "CovarianceInvalid",
        ErrorKind.InvalidArgument,
        $"The covariance of the stimuli cannot be used: {reason}. It is n × n for n stimuli, symmetric and positive definite.",
        nameof(StimulusCovariance));
}
