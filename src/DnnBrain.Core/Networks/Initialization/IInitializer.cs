using DnnBrain.Statistics;

namespace DnnBrain.Networks.Initialization;

/// <summary>What an untrained network has in a parameter.</summary>
public interface IInitializer
{
    /// <summary>Writes the values.</summary>
    /// <param name="values">The parameter's values, row-major.</param>
    /// <param name="random">The parameter's own stream of random numbers.</param>
    void Fill(Span<float> values, RandomStream random);
}
