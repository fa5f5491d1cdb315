using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>An attribute by which networks are chosen, under the name of its parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">What a network has.</param>
internal sealed record ModelAttribute(string Name, Func<NetworkDefinition, string> Value)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelAttribute> All { get; } =
    [
        new(nameof(NetworkDefinition.Task), network => network.Task),
        new(nameof(NetworkDefinition.TrainingData), network => network.TrainingData),
        new(nameof(NetworkDefinition.TrainingMethod), network => network.TrainingMethod),
        new(nameof(NetworkDefinition.Architecture), network => network.Architecture),
    ];

    /// <summary>What the networks of the catalogue have, each value once.</summary>
    public string[] Available => [.. ModelCatalog.Networks.Select(Value).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a network has one of the wanted values; any will do where none is wanted.</summary>
    /// <exception cref="DnnBrainException">A value without wildcards that no network has (<c>AttributeNotFound</c>).</exception>
    public bool Allows(NetworkDefinition network, string[]? wanted) =>
        wanted is null || NamePattern.Select(wanted, Available, "AttributeNotFound", $"network with the {Name}").Contains(Value(network), StringComparer.OrdinalIgnoreCase);
}
