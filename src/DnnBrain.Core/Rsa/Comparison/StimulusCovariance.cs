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

    private static DnnBrainException Invalid(string reason) => new(
        "CovarianceInvalid",
        ErrorKind.InvalidArgument,
        $"The covariance of the stimuli cannot be used: {reason}. It is n × n for n stimuli, symmetric and positive definite.",
        nameof(StimulusCovariance));
}
