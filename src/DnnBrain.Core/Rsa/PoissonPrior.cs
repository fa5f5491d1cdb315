namespace DnnBrain.Rsa;

/// <summary>The gamma prior that keeps Poisson rates from being 0: a rate x becomes (x + λw)/(1 + w).</summary>
/// <param name="Mean">λ, the rate that is expected beforehand; 1 by default, as in rsatoolbox.</param>
/// <param name="Weight">w, what the expectation weighs, in numbers of observations; 0.1 by default, as in rsatoolbox.</param>
public sealed record PoissonPrior(double Mean = 1, double Weight = 0.1)
{
    /// <summary>What a negative value becomes.</summary>
    internal const double NoRate = -1;

    /// <summary>
    /// Draws rates towards the prior, in place. A negative value is no rate and becomes <see cref="NoRate"/>, however near the prior would
    /// draw it.
    /// </summary>
    internal void Apply(Span<double> rates)
    {
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = Apply(rates[i]);
        }
    }

    /// <summary>The same of one value; a NaN stays one.</summary>
    internal double Apply(double rate) => rate < 0 ? NoRate : (rate + (Mean * Weight)) / (1 + Weight);
}
