using DnnBrain.Rsa.Noise;

namespace DnnBrain.Benchmarks;

/// <summary>The shrunk noise covariance of 1,000 units from 3,000 residuals, beside the two products it takes in NumPy.</summary>
internal sealed class NoiseCovarianceJob : IBenchmark
{
    private const int Rows = 3000;
    private const int Units = 1000;
    private const int Turns = 5;
    private const int PeerRounds = 7;
    private const double BarSeconds = 0.1;

    public string Name => "noise-covariance";

    public BenchmarkRow Run()
    {
        var patterns = new ArrayPatternSet(Rows, Units, Comparison.Normal(0, Rows * Units));
        double ours = double.MaxValue;
        double peer = double.NaN;
        for (int turn = 0; turn < Turns; turn++)
        {
            ours = Comparison.Best(ours, () => new NoiseOptions(), options => NoiseEstimator.Estimate(patterns, options, SilentObserver.Instance, CancellationToken.None));
            peer = double.MinNumber(peer, Comparison.Peer("noise", Units, PeerRounds));
        }

        return Comparison.Row($"noise covariance of {Units:N0} units from {Rows:N0} residuals, Schäfer-Strimmer", ours, peer, "NumPy, two products", 1) with
        {
            Bar = "≤ 100 ms",
            Met = ours <= BarSeconds,
        };
    }
}
