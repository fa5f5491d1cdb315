using DnnBrain.Networks.Initialization;

namespace DnnBrain.Networks;

/// <summary>A parameter that an operation needs.</summary>
/// <param name="Name">Its name within the module, for example <c>weight</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initializer">What an untrained network has in it.</param>
public sealed record ParameterDefinition(string Name, TensorShape Shape, IInitializer Initializer)
{
    /// <summary>Whether gradients train it; running means and variances, which the forward pass itself updates, are not trained.</summary>
    public bool IsTrainable { get; init; } = true;
}
