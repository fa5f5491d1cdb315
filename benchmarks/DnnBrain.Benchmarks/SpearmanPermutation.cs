using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Benchmarks;

/// <summary>Spearman RSA of one model and one region with its permutation test, beside a plain loop in NumPy.</summary>
internal sealed class SpearmanPermutation : IBenchmark
{
    private const int Stimuli = 1000;
    private const int Permutations = 10_000;
    private const int PeerPermutations = 100;
    private const int Rounds = 2;

    public string Name => "spearman-permutations";

    public BenchmarkRow Run()
    {
        Rdm model = Comparison.Rdm("model", null, 0, Stimuli);
        Rdm region = Comparison.Rdm("region", null, 1, Stimuli);
        double ours = double.MaxValue;
        double peer = double.NaN;
        Compare(model, region, 100);
        for (int round = 0; round < Rounds; round++)
        {
            ours = Comparison.Best(ours, () => Compare(model, region, Permutations));
            peer = double.MinNumber(peer, Permutations * Comparison.Peer(Name, Stimuli, PeerPermutations));
        }

        return Comparison.Row(
            $"Spearman RSA, {Stimuli:N0} stimuli, {Permutations:N0} permutations, ranks and all",
            ours,
            peer,
            $"NumPy loop over ranks made once, from {PeerPermutations} permutations",
            0.05);
    }

    private static void Compare(Rdm model, Rdm region, int permutations) => RsaComparer.Compare(
        [model],
        [region],
        new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = permutations } },
        SilentObserver.Instance,
        CancellationToken.None);
}
