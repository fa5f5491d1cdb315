namespace DnnBrain.Networks;

/// <summary>
/// One or more networks of one kind. Every implementation in this assembly with a constructor without parameters is in the
/// <see cref="ModelCatalog"/>: a network is added by adding a file.
/// </summary>
internal interface INetworkFamily
{
    /// <summary>The networks.</summary>
    IEnumerable<NetworkDefinition> Networks { get; }
}
