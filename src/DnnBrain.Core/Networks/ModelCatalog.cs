using DnnBrain.Networks.Attributes;

namespace DnnBrain.Networks;

/// <summary>The networks that DnnBrain knows.</summary>
public static class ModelCatalog
{
    private static readonly Lazy<IReadOnlyList<NetworkDefinition>> s_networks = new(Collect);
    private static readonly Lazy<IReadOnlyList<CatalogAttribute>> s_attributes = new(CollectAttributes);

    /// <summary>All networks, by name.</summary>
    public static IReadOnlyList<NetworkDefinition> Networks => s_networks.Value;

    /// <summary>What networks differ in, by category and name; each attribute has at least one network. The first call builds all graphs.</summary>
    public static IReadOnlyList<CatalogAttribute> Attributes => s_attributes.Value;

    /// <summary>A network by its name; case does not matter.</summary>
    /// <exception cref="DnnBrainException">There is none of that name (<c>ModelNotFound</c>; the message lists all).</exception>
    public static NetworkDefinition Get(string name) =>
        Networks.FirstOrDefault(network => network.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "ModelNotFound",
            ErrorKind.NotFound,
            $"There is no network '{name}'; there are {string.Join(", ", Networks.Select(network => network.Name))}.",
            name);

    private static NetworkDefinition[] Collect() =>
    [
        .. typeof(ModelCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(INetworkFamily)))
            .SelectMany(type => ((INetworkFamily)Activator.CreateInstance(type)!).Networks)
            .OrderBy(network => network.Name, StringComparer.Ordinal),
    ];

    private static CatalogAttribute[] CollectAttributes() =>
    [
        .. Networks
            .SelectMany(network => network.Attributes.Select(attribute => (Attribute: attribute, Network: network)))
            .GroupBy(pair => pair.Attribute, pair => pair.Network)
            .Select(group => new CatalogAttribute(group.Key, Array.AsReadOnly(group.ToArray())))
            .OrderBy(entry => entry.Category)
            .ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
