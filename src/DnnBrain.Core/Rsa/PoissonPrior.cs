using System.Numerics.Tensors;

namespace DnnBrain.Rsa;

/// <summary>The gamma prior that keeps Poisson rates from being 0: a rate x becomes (x + λw)/(1 + w).</summary>
/// <param name="Mean">λ, the rate that is expected beforehand; 1 by default, as in rsatoolbox.</param>
/// <param name="Weight">w, what the expectation weighs, in numbers of observations; 0.1 by default, as in rsatoolbox.</param>
public sealed record PoissonPrior(double Mean = 1, double Weight = 0.1)
{
    /// <summary>Draws rates towards the prior, in place.</summary>
    internal void Apply(Span<double> rates)
    {
        TensorPrimitives.Add(rates, Mean * Weight, rates);
        TensorPrimitives.Divide(rates, 1 + Weight, rates);
    }
}
