using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Benchmarks;

/// <summary>Many RDMs of 100 conditions with many, beside one product of prepared vectors in NumPy, or SciPy pair by pair.</summary>
/// <param name="name">The benchmark's name.</param>
/// <param name="count">Number of RDMs on each side.</param>
/// <param name="bar">Share of the peer's time.</param>
/// <param name="jobs">Our methods and the peer's jobs; the slowest of the methods counts.</param>
internal sealed class ManyRdms(string name, int count, double bar, params (string Method, string Peer)[] jobs) : IBenchmark
{
    private const int Conditions = 100;
    private const int Turns = 3;
    private const int PeerRounds = 7;

    public string Name => name;

    public BenchmarkRow Run()
    {
        Rdm[] models = [.. Enumerable.Range(0, count).Select(i => Comparison.Rdm($"m{i}", null, i, Conditions))];
        Rdm[] references = [.. Enumerable.Range(count, count).Select(i => Comparison.Rdm($"r{i}", null, i, Conditions))];
        (double ours, double peer) worst = (0, double.NaN);
        foreach ((string method, string peerJob) in jobs)
        {
            var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method) };
            double ours = double.MaxValue;
            double peer = double.NaN;
            for (int turn = 0; turn < Turns; turn++)
            {
                ours = Comparison.Best(
                    ours,
                    () => (Models: Fresh(models), References: Fresh(references)),
                    rdms => RsaComparer.CompareAll(rdms.Models, rdms.References, options, SilentObserver.Instance, CancellationToken.None));
                peer = double.MinNumber(peer, Comparison.Peer(peerJob, count, PeerRounds));
            }

            worst = worst.ours == 0 || ours / peer > worst.ours / worst.peer ? (ours, peer) : worst;
        }

        return Comparison.Row(
            $"{count} × {count} RDMs of {Conditions} conditions by {string.Join(", ", jobs.Select(job => job.Method))} (the slowest)",
            worst.ours,
            worst.peer,
            jobs[0].Peer == "kendall-pairs" ? "SciPy's tau-b, pair by pair" : "NumPy, one product",
            bar);
    }
    // An RDM remembers what was once looked up in it; the peer's arrays do not.
    private static Rdm[] Fresh(Rdm[] rdms) => [.. rdms.Select(rdm => new Rdm(rdm.Name, rdm.Metric, rdm.StimulusId, [.. rdm.AsSpan()], rdm.Provenance))];
}
