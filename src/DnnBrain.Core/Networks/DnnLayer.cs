using DnnBrain.Activations;
using DnnBrain.Networks.Extraction;

namespace DnnBrain.Networks;

/// <summary>A layer of a network, as it is listed.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Layer">DNNBrain's name, for example <c>conv1_relu</c>.</param>
/// <param name="Path">The path of PyTorch's module; null where there is none.</param>
/// <param name="Kind">What it computes, for example <c>conv2d</c>.</param>
/// <param name="Shape">The shape of its answer to one stimulus, as an extraction gives it: <see cref="Axes"/> says what its axes are.</param>
/// <param name="ParameterCount">Number of values in its parameters.</param>
/// <param name="ReceptiveField">What a unit sees of the image.</param>
public sealed record DnnLayer(
    string Model, string Layer, string? Path, string Kind, TensorShape Shape, long ParameterCount, ReceptiveField ReceptiveField)
{
    /// <summary>What the axes are; a vector has the first of them.</summary>
    public ActivationAxes Axes { get; init; } = ActivationAxes.Map;

    /// <summary>Describes a node.</summary>
    public static DnnLayer FromNode(string model, NetworkNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        (TensorShape shape, ActivationAxes axes) = LayerView.Describe(node.OutputShape);
        return new DnnLayer(model, node.Name, node.Path, node.Operation.Kind, shape, node.ParameterCount, node.ReceptiveField) { Axes = axes };
    }

    /// <summary>The name.</summary>
    public override string ToString() => Layer;
}
