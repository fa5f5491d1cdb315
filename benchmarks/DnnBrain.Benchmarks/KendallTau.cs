using DnnBrain.Statistics;

namespace DnnBrain.Benchmarks;

/// <summary>Kendall's tau-b of as many values as 1,000 stimuli have pairs, beside SciPy.</summary>
internal sealed class KendallTau : IBenchmark
{
    private const int Count = 499_500;

    // The first rounds run code that is not yet optimised.
    private const int Rounds = 40;
    private const int PeerRounds = 10;

    public string Name => "kendall";

    public BenchmarkRow Run()
    {
        double[] x = Comparison.Normal(0, Count);
        double[] y = [.. x.Zip(Comparison.Normal(1, Count), (a, b) => a + b)];
        double ours = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Comparison.Best(ours, () => Correlation.KendallTauB(x, y));
        }

        return Comparison.Row($"Kendall tau-b of {Count:N0} pairs", ours, Comparison.Peer(Name, Count, PeerRounds), "SciPy", 1);
    }
}
