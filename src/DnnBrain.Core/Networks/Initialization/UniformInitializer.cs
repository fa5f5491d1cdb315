using DnnBrain.Statistics;

namespace DnnBrain.Networks.Initialization;

/// <summary>Uniform on [−bound, bound).</summary>
/// <param name="Bound">Half the width.</param>
public sealed record UniformInitializer(double Bound) : IInitializer
{
    /// <summary>
    /// PyTorch's default for convolutions and linear layers, weights and biases alike: He et al. (2015) with a = √5, which is a
    /// bound of √(6 / ((1 + a²)·fan-in)) = 1/√fan-in.
    /// </summary>
    /// <param name="fanIn">Inputs of one unit.</param>
    public static UniformInitializer ForFanIn(int fanIn) => new(1 / Math.Sqrt(fanIn));

    /// <inheritdoc/>
    public void Fill(Span<float> values, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Bound * ((2 * random.NextDouble()) - 1));
        }
    }
}
