using System.Globalization;

namespace DnnBrain.Formats;

/// <summary>
/// The ids given to rows of a file that carries none: the 1-based positions as text. The provenance of what is read says so, for
/// matching such rows is matching by position.
/// </summary>
internal static class PositionIds
{
    /// <summary><c>1</c>, <c>2</c>, … up to <paramref name="count"/>.</summary>
    public static string[] Create(int count) =>
        [.. Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The provenance of what was read from a file that does not say how it was made.</summary>
    /// <param name="operation">What reads it, for example <c>Import-Rdm</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="byPosition">Whether the ids are positions; then the parameter <c>StimulusId</c> is <c>Position</c>.</param>
    public static Provenance UnknownProvenance(string operation, string path, bool byPosition) => new()
    {
        Operation = operation,
        Parameters = byPosition
            ? new Dictionary<string, string> { ["Path"] = path, ["StimulusId"] = "Position" }
            : new Dictionary<string, string> { ["Path"] = path },
    };
}
