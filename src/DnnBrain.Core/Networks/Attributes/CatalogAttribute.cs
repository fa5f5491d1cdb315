namespace DnnBrain.Networks.Attributes;

/// <summary>An attribute and the networks of the catalogue that have it; at least one has.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Networks">The networks, by name.</param>
public sealed record CatalogAttribute(NetworkAttribute Attribute, IReadOnlyList<NetworkDefinition> Networks)
{
    /// <summary>What the attribute is about.</summary>
    public NetworkAttributeCategory Category => Attribute.Category;

    /// <summary>What it is called.</summary>
    public string Name => Attribute.Name;

    /// <summary>What it is called elsewhere.</summary>
    public IReadOnlyList<string> Synonyms => Attribute.Synonyms;

    /// <summary>Number of networks.</summary>
    public int NetworkCount => Networks.Count;

    /// <summary>Category, name and number of networks.</summary>
    public override string ToString() => FormattableString.Invariant($"{Category}: {Name} ({NetworkCount} networks)");
}
