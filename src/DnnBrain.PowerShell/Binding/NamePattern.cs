using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Choice among names: first literally, so that brackets in a name are right, then as a wildcard.</summary>
internal static class NamePattern
{
    private const int MostListed = 100;
    private const int FewListed = 5;

    /// <summary>The names that any of the patterns means, each once, in the order of <paramref name="available"/>.</summary>
    /// <exception cref="DnnBrainException">A pattern without wildcards means no name; a wildcard may match nothing.</exception>
    public static string[] Select(IReadOnlyList<string> patterns, IReadOnlyList<string> available, string errorId, string noun)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            string[] matches = [.. available.Where(name => name.Equals(pattern, StringComparison.OrdinalIgnoreCase))];
            if (matches.Length == 0)
            {
                // A name whose brackets were escaped, as WildcardPattern.Escape does, has no wildcard left.
                string plain = WildcardPattern.Unescape(pattern);
                matches = [.. available.Where(name => name.Equals(plain, StringComparison.OrdinalIgnoreCase))];
            }

            if (matches.Length == 0 && WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
                matches = [.. available.Where(wildcard.IsMatch)];
            }
            else if (matches.Length == 0)
            {
                throw new DnnBrainException(errorId, ErrorKind.NotFound, $"There is no {noun} '{pattern}'; there are {List(available)}.", pattern);
            }

            chosen.UnionWith(matches);
        }

        return [.. available.Where(chosen.Contains)];
    }

    // Networks and layers are listed in full; of hundreds of stimuli a few show what their ids look like.
    private static string List(IReadOnlyList<string> available) => available.Count <= MostListed
        ? string.Join(", ", available)
        : $"{available.Count}, from {string.Join(", ", available.Take(FewListed))} to {available[^1]}";
}
