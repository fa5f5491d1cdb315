namespace DnnBrain.Networks.Attributes;

/// <summary>Something that holds for some networks and not for others, such as <c>Vision transformer</c> or <c>ImageNet-1k</c>.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Name">What it is called; no other attribute is called the same.</param>
public sealed record NetworkAttribute(NetworkAttributeCategory Category, string Name)
{
    /// <summary>Other names for the same in papers and in other catalogues; each means this attribute too.</summary>
    public IReadOnlyList<string> Synonyms => AttributeSynonyms.Of(Name);

    /// <summary>The name and the synonyms.</summary>
    public IEnumerable<string> AllNames => Synonyms.Prepend(Name);

    /// <summary>Whether a name means this attribute: case, spaces and hyphens do not matter.</summary>
    public bool IsCalled(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AllNames.Any(known => Bare(known).Equals(Bare(name), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
