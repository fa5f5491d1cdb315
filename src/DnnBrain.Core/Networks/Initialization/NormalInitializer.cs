using DnnBrain.Statistics;

namespace DnnBrain.Networks.Initialization;

/// <summary>Normal with mean 0.</summary>
/// <param name="Deviation">Standard deviation, before anything is cut off.</param>
/// <param name="Cut">Values further than this from 0 are drawn again, which is <c>trunc_normal_</c>; infinite where none are.</param>
public sealed record NormalInitializer(double Deviation, double Cut = double.PositiveInfinity) : IInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> values, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < values.Length; i++)
        {
            double value;
            do
            {
                value = Deviation * random.NextNormal();
            }
            while (Math.Abs(value) > Cut);
            values[i] = (float)value;
        }
    }
}
