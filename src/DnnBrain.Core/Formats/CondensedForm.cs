namespace DnnBrain.Formats;

/// <summary>The condensed form of an n × n matrix as files hold it: its n(n−1)/2 values above the diagonal, row by row.</summary>
internal static class CondensedForm
{
    /// <summary>n of a condensed form.</summary>
    /// <param name="pairs">The number of values in the file.</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="name">What holds the values, for the message.</param>
    /// <exception cref="InvalidFileContentException">No n ≥ 2 has that many pairs, or no array holds them.</exception>
    public static int StimulusCount(long pairs, string path, string name)
    {
        // n = (1 + √(1 + 8p)) / 2; the root of a double is within one of the whole number, so the product decides.
        long n = (long)Math.Round((1 + Math.Sqrt(1 + (8.0 * pairs))) / 2);
        if (pairs < 1 || pairs > Array.MaxLength || n * (n - 1) / 2 != pairs)
        {
            throw new InvalidFileContentException(
                path, $"'{name}' holds {pairs} values; the upper triangle of an n × n RDM holds n(n−1)/2, such as 1, 3, 6, 10.");
        }

        return (int)n;
    }
}
