using DnnBrain.Activations;

namespace DnnBrain.Rsa.Noise;

/// <summary>Finds the noise of a pattern set among those given.</summary>
internal static class NoiseSelection
{
    /// <summary>
    /// The noise covariances that are meant for a set: those that bear its name and subject, else, for a bin of time, those over time that
    /// bear its name without the time, else the only one.
    /// </summary>
    /// <exception cref="DnnBrainException">
    /// None is meant for the set (<c>NoiseNotFound</c>), or one has another number of units (<c>NoiseSizeMismatch</c>).
    /// </exception>
    public static NoiseCovariance[] For(IPatternSet patterns, IReadOnlyList<NoiseCovariance> noise)
    {
        NoiseCovariance[] own = Named(patterns.Name);
        if (own.Length == 0)
        {
            own = Named(patterns.SeriesName);
        }

        NoiseCovariance[] chosen = own.Length > 0 ? own : [.. noise.Where(one => one.Name.Length == 0 || noise.Count == 1)];
        if (chosen.Length == 0 && noise.Count > 0)
        {
            throw new DnnBrainException(
                "NoiseNotFound",
                ErrorKind.NotFound,
                $"There is no noise covariance for '{patterns.Name}'{(patterns.Subject is null ? "" : $" of '{patterns.Subject}'")}; there are {string.Join(", ", noise.Select(one => one.ToString()))}.",
                patterns.Name);
        }

        return chosen.FirstOrDefault(one => one.UnitCount != patterns.UnitCount) is { } wrong
            ? throw new DnnBrainException(
                "NoiseSizeMismatch",
                ErrorKind.InvalidData,
                $"'{patterns.Name}' has {patterns.UnitCount:N0} units, but the noise covariance '{wrong}' has {wrong.UnitCount:N0}.",
                patterns.Name)
            : chosen;

        NoiseCovariance[] Named(string name) => [.. noise.Where(one => one.Name == name && one.Subject == patterns.Subject)];
    }

    /// <summary>The one noise covariance over all runs; null where none is given.</summary>
    /// <exception cref="DnnBrainException">There are several (<c>NoiseAmbiguous</c>).</exception>
    public static NoiseCovariance? Single(IPatternSet patterns, IReadOnlyList<NoiseCovariance> noise) => For(patterns, noise) switch
    {
        [] => null,
        [var one] => one,
        var several => throw new DnnBrainException(
            "NoiseAmbiguous",
            ErrorKind.InvalidArgument,
            $"There are {several.Length} noise covariances for '{patterns.Name}'; only Crossnobis takes one a run. Pool them.",
            patterns.Name),
    };
}
