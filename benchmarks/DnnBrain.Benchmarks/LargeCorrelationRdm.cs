using DnnBrain.Rsa;

namespace DnnBrain.Benchmarks;

/// <summary>A correlation RDM of 5,000 patterns of 10,000 units in float64, beside the bare product of the whole matrix.</summary>
internal sealed class LargeCorrelationRdm : IBenchmark
{
    private const int Stimuli = 5000;
    private const int Units = 10_000;
    private const int Rounds = 3;

    public string Name => "large-correlation-rdm";

    public BenchmarkRow Run()
    {
        // Rows that repeat in pieces: the time does not depend on the values, and half a billion draws would take minutes.
        double[] some = Comparison.Normal(0, 1_000_003);
        double[] values = new double[Stimuli * Units];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = some[i % some.Length];
        }

        var patterns = new ArrayPatternSet(Stimuli, Units, values);
        double ours = double.MaxValue;
        double product = double.NaN;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Comparison.Best(ours, () => RdmBuilder.Build(patterns, new RdmOptions(), SilentObserver.Instance, CancellationToken.None));
            product = double.MinNumber(product, Comparison.Peer("product-5000", Units, 1));
        }

        return Comparison.Row($"correlation RDM {Stimuli:N0} × {Units:N0} in float64", ours, product, "NumPy X @ X.T", 1.2);
    }
}
