namespace DnnBrain.Networks;

/// <summary>The networks that DnnBrain knows.</summary>
public static class ModelCatalog
{
    private static readonly Lazy<IReadOnlyList<NetworkDefinition>> s_networks = new(Collect);

    /// <summary>All networks, by name.</summary>
    public static IReadOnlyList<NetworkDefinition> Networks => s_networks.Value;

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
}
