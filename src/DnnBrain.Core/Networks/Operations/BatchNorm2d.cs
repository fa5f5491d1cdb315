using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// (x − mean) / √(variance + ε) · weight + bias for each channel, as <c>torch.nn.BatchNorm2d</c>: Ioffe &amp; Szegedy (2015),
/// arXiv:1502.03167.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">How far training moves the running values towards the batch's: 0 not at all, 1 all the way.</param>
/// <remarks>
/// In evaluation, mean and variance are the running ones, which are parameters. In training they are the batch's own (variance
/// over n), and the running ones move towards them (variance over n − 1): training changes parameters in place, so a model that
/// trains is for one thread.
/// </remarks>
public sealed record BatchNorm2d(double Epsilon = 1e-5, double Momentum = 0.1) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "batch_norm";

    /// <summary>What the weights of an untrained network begin with.</summary>
    public IInitializer WeightInitializer { get; init; } = ConstantInitializer.One;

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs, rank: 3);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        var channels = new TensorShape(RequireSingle(inputs, rank: 3)[0]);
        return
        [
            new ParameterDefinition("weight", channels, WeightInitializer),
            new ParameterDefinition("bias", channels, ConstantInitializer.Zero),
            new ParameterDefinition("running_mean", channels, ConstantInitializer.Zero) { IsTrainable = false },
            new ParameterDefinition("running_var", channels, ConstantInitializer.One) { IsTrainable = false },
        ];
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    internal override bool GivesOwnMemory => true;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters) => Normalize(inputs, parameters, training: false);

    /// <inheritdoc/>
    public override Tensor Train(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters) => Normalize(inputs, parameters, training: true);

    private Tensor Normalize(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters, bool training)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.batch_norm(inputs[0], parameters[2], parameters[3], parameters[0], parameters[1], training, Momentum, Epsilon);
    }
}
