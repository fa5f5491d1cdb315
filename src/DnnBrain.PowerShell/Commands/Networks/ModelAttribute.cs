using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.Networks.Attributes;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Which networks have an attribute that people name.</summary>
internal static class ModelAttribute
{
    /// <summary>The attributes that a parameter chooses from: those of the category that it is named for, or all.</summary>
    public static IReadOnlyList<CatalogAttribute> Available(string parameter) =>
        Enum.TryParse(parameter, ignoreCase: true, out NetworkAttributeCategory category)
            ? [.. ModelCatalog.Attributes.Where(a => a.Category == category)]
            : ModelCatalog.Attributes;

    /// <summary>What a name or a pattern means among them.</summary>
    /// <exception cref="DnnBrainException">A name without wildcards means none (<c>AttributeNotFound</c>; the message lists all).</exception>
    public static IReadOnlyList<CatalogAttribute> Select(string parameter, string pattern)
    {
        IReadOnlyList<CatalogAttribute> available = Available(parameter);
        CatalogAttribute[] found = [.. available.Where(a => a.Attribute.IsCalled(pattern))];
        if (found.Length == 0 && WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
            return [.. available.Where(a => a.Attribute.AllNames.Any(wildcard.IsMatch))];
        }

        return found.Length > 0
            ? found
            : throw new DnnBrainException(
                "AttributeNotFound", ErrorKind.NotFound, $"No network has the attribute '{pattern}'; for -{parameter} there are {string.Join(", ", available.Select(a => a.Name))}.", pattern);
    }

    /// <summary>The names of the networks that have any of the attributes that a name or a pattern means.</summary>
    public static HashSet<string> Networks(string parameter, string pattern) =>
        [.. Select(parameter, pattern).SelectMany(a => a.Networks).Select(network => network.Name)];
}
