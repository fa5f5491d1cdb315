namespace DnnBrain.Stimuli;

/// <summary>Matching of rows by stimulus id.</summary>
public static class StimulusIds
{
    private const int ListedIds = 5;

    /// <summary>Where each of <paramref name="wanted"/> stands in <paramref name="available"/>.</summary>
    /// <returns>For each wanted id its 0-based position in <paramref name="available"/>.</returns>
    /// <param name="wanted">The ids in the order that the result shall have.</param>
    /// <param name="available">The ids of the set that is to be reordered.</param>
    /// <param name="wantedName">What the first set is called in the message.</param>
    /// <param name="availableName">What the second set is called in the message.</param>
    /// <exception cref="DnnBrainException">
    /// The two sets differ (<c>StimulusMismatch</c>; the message lists the difference) or an id occurs twice
    /// (<c>StimulusDuplicate</c>).
    /// </exception>
    /// <remarks>O(n) time and memory; ids are compared ordinally.</remarks>
    public static int[] Align(IReadOnlyList<string> wanted, IReadOnlyList<string> available, string wantedName, string availableName)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(available);
        Dictionary<string, int> positions = Index(available, availableName);
        Dictionary<string, int> wantedPositions = Index(wanted, wantedName);
        string[] missing = [.. wanted.Where(id => !positions.ContainsKey(id))];
        string[] extra = [.. available.Where(id => !wantedPositions.ContainsKey(id))];
        if (missing.Length > 0 || extra.Length > 0)
        {
            throw new DnnBrainException(
                "StimulusMismatch",
                ErrorKind.InvalidData,
                $"'{wantedName}' ({wanted.Count} stimuli) and '{availableName}' ({available.Count} stimuli) are not about the same stimuli."
                + Difference(wantedName, missing) + Difference(availableName, extra),
                availableName);
        }

        return [.. wanted.Select(id => positions[id])];
    }

    /// <summary>Checks that no id occurs twice and gives the position of each.</summary>
    /// <exception cref="DnnBrainException">An id occurs twice (<c>StimulusDuplicate</c>).</exception>
    public static Dictionary<string, int> Index(IReadOnlyList<string> ids, string name)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var positions = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (int i = 0; i < ids.Count; i++)
        {
            if (!positions.TryAdd(ids[i], i))
            {
                throw new DnnBrainException(
                    "StimulusDuplicate",
                    ErrorKind.InvalidData,
                    $"Stimulus id '{ids[i]}' stands at positions {positions[ids[i]] + 1} and {i + 1} of '{name}'; each id may occur once.",
                    ids[i]);
            }
        }

        return positions;
    }

    private static string Difference(string name, string[] ids) => ids.Length == 0
        ? ""
        : $" Only in '{name}' ({ids.Length}): {string.Join(", ", ids.Take(ListedIds))}{(ids.Length > ListedIds ? ", ..." : "")}.";
}
