using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Choice among names: first literally, so that brackets in a name are right, then as a wildcard.</summary>
internal static class NamePattern
{
    /// <summary>The names that any of the patterns means, each once, in the order of <paramref name="available"/>.</summary>
    /// <exception cref="DnnBrainException">A pattern without wildcards means no name; a wildcard may match nothing.</exception>
    public static string[] Select(IReadOnlyList<string> patterns, IReadOnlyList<string> available, string errorId, string noun)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            string[] matches = [.. available.Where(name => name.Equals(pattern, StringComparison.OrdinalIgnoreCase))];
            if (matches.Length == 0 && WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
                matches = [.. available.Where(wildcard.IsMatch)];
            }
            else if (matches.Length == 0)
            {
                throw new DnnBrainException(errorId, ErrorKind.NotFound, $"There is no {noun} '{pattern}'; there are {string.Join(", ", available)}.", pattern);
            }

            chosen.UnionWith(matches);
        }

        return [.. available.Where(chosen.Contains)];
    }
}
