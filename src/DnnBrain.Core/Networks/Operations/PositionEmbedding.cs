using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>Tokens plus a learned vector for each place: Dosovitskiy et al. (2021), arXiv:2010.11929. The number of tokens is fixed by it.</summary>
/// <param name="ParameterName">The vectors' name in official files.</param>
/// <param name="Axes">Axes of size 1 that the parameter has before its tokens.</param>
/// <param name="Deviation">Deviation of the normal distribution that an untrained network takes them from.</param>
public sealed record PositionEmbedding(string ParameterName, int Axes, double Deviation) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "position_embedding";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireTokens(inputs).Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape tokens = RequireTokens(inputs).Shape;
        return [new ParameterDefinition(ParameterName, new TensorShape([.. Enumerable.Repeat(1, Axes), .. tokens.Sizes]), new NormalInitializer(Deviation))];
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return inputs[0] + parameters[0];
    }
}
