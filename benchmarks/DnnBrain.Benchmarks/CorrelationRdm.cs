using DnnBrain.Activations;
using DnnBrain.Rsa;

namespace DnnBrain.Benchmarks;

/// <summary>A correlation RDM of float32 patterns in memory, computed in float64, beside the bare product of either precision.</summary>
internal sealed class CorrelationRdm : IBenchmark
{
    private const int Stimuli = 2000;
    private const int Units = 9216;
    // The first rounds run code that is not yet optimised.
    private const int Rounds = 8;

    public string Name => "correlation-rdm";

    public BenchmarkRow Run()
    {
        var activation = new Activation(
            "net",
            "layer",
            Enumerable.Range(0, Stimuli).Select(i => $"s{i}"),
            new MemoryActivationValues(new ActivationShape(Stimuli, Units, 1, 1), [.. Comparison.Normal(0, Stimuli * Units).Select(value => (float)value)]),
            new Provenance { Operation = "benchmark" });
        double ours = double.MaxValue;
        double same = double.NaN;
        double half = double.NaN;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Comparison.Best(ours, () => RdmBuilder.Build(activation, new RdmOptions(), SilentObserver.Instance, CancellationToken.None));
            same = double.MinNumber(same, Comparison.Peer("product-float64", Units, 1));
            half = double.MinNumber(half, Comparison.Peer("product-float32", Units, 1));
        }

        return Comparison.Row(
            $"correlation RDM {Stimuli:N0} × {Units:N0}, float32 in memory, products in float64",
            ours,
            same,
            $"NumPy X @ X.T in float64; in float32 {half:F2} s, ours {ours / half:F2} ×",
            1.3);
    }
}
