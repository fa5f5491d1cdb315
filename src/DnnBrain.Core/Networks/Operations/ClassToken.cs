using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A learned token, the same for every stimulus, put before the patches: Dosovitskiy et al. (2021), arXiv:2010.11929.</summary>
/// <param name="ParameterName">The token's name in official files.</param>
/// <param name="Axes">Axes of size 1 that the parameter has before its features.</param>
/// <param name="Deviation">Deviation of the normal distribution that an untrained network takes it from; 0 for zeros.</param>
public sealed record ClassToken(string ParameterName, int Axes = 0, double Deviation = 0) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "class_token";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        (TensorShape tokens, TokenGrid grid) = RequireTokens(inputs);
        return new TensorShape(tokens[0] + 1, tokens[1]) { Order = tokens.Order, Tokens = grid with { ClassTokens = grid.ClassTokens + 1 } };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int features = RequireTokens(inputs).Shape[1];
        IInitializer initializer = Deviation > 0 ? new NormalInitializer(Deviation) : ConstantInitializer.Zero;
        return [new ParameterDefinition(ParameterName, new TensorShape([.. Enumerable.Repeat(1, Axes), features]), initializer)];
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        using Tensor one = parameters[0].reshape([1, 1, -1]);
        using Tensor every = one.expand([inputs[0].shape[0], 1, -1]);
        return cat([every, inputs[0]], dim: 1);
    }
}
