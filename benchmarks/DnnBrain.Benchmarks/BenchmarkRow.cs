namespace DnnBrain.Benchmarks;

/// <summary>What one benchmark found.</summary>
/// <param name="Job">The job in words.</param>
/// <param name="Ours">Our figure with its unit.</param>
/// <param name="Peer">The peer's figure with its unit; <c>–</c> where there is no peer.</param>
/// <param name="Ratio">How the two compare.</param>
/// <param name="Bar">What is promised.</param>
/// <param name="Met">Whether the promise is kept; null where there was nothing to compare with.</param>
internal sealed record BenchmarkRow(string Job, string Ours, string Peer, string Ratio, string Bar, bool? Met);
