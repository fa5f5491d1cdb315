namespace DnnBrain.Networks.Initialization;

/// <summary>
/// A rule for the weights and biases of a convolution or a linear layer: torchvision's networks have one each. Fan-in is the
/// number of inputs of one unit; fan-out, as PyTorch counts it, filters × kernel area, groups or not.
/// </summary>
public sealed class WeightInitialization
{
    private readonly Func<int, int, IInitializer> _weight;
    private readonly Func<int, IInitializer> _bias;

    private WeightInitialization(Func<int, int, IInitializer> weight, Func<int, IInitializer> bias)
    {
        _weight = weight;
        _bias = bias;
    }

    /// <summary>PyTorch's own: weights and biases uniform within 1/√fan-in.</summary>
    public static WeightInitialization Default { get; } = new((fanIn, _) => UniformInitializer.ForFanIn(fanIn), UniformInitializer.ForFanIn);

    /// <summary>PyTorch's own weights, biases 0.</summary>
    public static WeightInitialization DefaultWithoutBias { get; } = new((fanIn, _) => UniformInitializer.ForFanIn(fanIn), Zero);

    /// <summary>Normal with variance 2/fan-in, biases 0: He et al. (2015), arXiv:1502.01852.</summary>
    public static WeightInitialization KaimingNormalFanIn { get; } = new((fanIn, _) => new NormalInitializer(Math.Sqrt(2.0 / fanIn)), Zero);

    /// <summary>Normal with variance 2/fan-out, biases 0: He et al. (2015), arXiv:1502.01852.</summary>
    public static WeightInitialization KaimingNormalFanOut { get; } = new((_, fanOut) => new NormalInitializer(Math.Sqrt(2.0 / fanOut)), Zero);

    /// <summary>
    /// Weights from a normal distribution of variance 2 / fan-out, biases as PyTorch has them: where a network sets its weights alone.
    /// </summary>
    public static WeightInitialization NormalFanOut { get; } = new((_, fanOut) => new NormalInitializer(Math.Sqrt(2.0 / fanOut)), UniformInitializer.ForFanIn);

    /// <summary>Uniform with variance 2/fan-in, biases 0: He et al. (2015), arXiv:1502.01852.</summary>
    public static WeightInitialization KaimingUniform { get; } = new((fanIn, _) => new UniformInitializer(Math.Sqrt(6.0 / fanIn)), Zero);

    /// <summary>Uniform within 1/√fan-out, biases 0: EfficientNet's classifier.</summary>
    public static WeightInitialization UniformFanOut { get; } = new((_, fanOut) => new UniformInitializer(1 / Math.Sqrt(fanOut)), Zero);

    /// <summary>Weights and biases 0: heads that learn from nothing.</summary>
    public static WeightInitialization Zeros { get; } = new((_, _) => ConstantInitializer.Zero, Zero);

    /// <summary>Normal with one deviation for all, biases 0.</summary>
    public static WeightInitialization Normal(double deviation) => new((_, _) => new NormalInitializer(deviation), Zero);

    /// <summary>Normal within ±2 with one deviation for all, biases as PyTorch's own.</summary>
    public static WeightInitialization TruncatedNormal(double deviation) => new((_, _) => new NormalInitializer(deviation, Cut: 2), UniformInitializer.ForFanIn);

    /// <summary>Normal within ±2 with one deviation for all, biases 0.</summary>
    public static WeightInitialization TruncatedNormalWithoutBias(double deviation) => new((_, _) => new NormalInitializer(deviation, Cut: 2), Zero);

    /// <summary>
    /// Uniform with variance 2/(fan-in + fan-out): Glorot &amp; Bengio (2010). Biases are normal with the deviation given.
    /// </summary>
    public static WeightInitialization XavierUniform(double biasDeviation) => new(
        (fanIn, fanOut) => new UniformInitializer(Math.Sqrt(6.0 / (fanIn + fanOut))),
        _ => biasDeviation > 0 ? new NormalInitializer(biasDeviation) : ConstantInitializer.Zero);

    /// <summary>What the weights begin with.</summary>
    public IInitializer Weight(int fanIn, int fanOut) => _weight(fanIn, fanOut);

    /// <summary>What the biases begin with.</summary>
    public IInitializer Bias(int fanIn) => _bias(fanIn);

    private static ConstantInitializer Zero(int fanIn) => ConstantInitializer.Zero;
}
