using System.Globalization;

namespace DnnBrain.Benchmarks;

/// <summary>The most memory that each job of representational similarity takes with a limit of 1 GB, each in a process of its own.</summary>
/// <remarks>
/// What is measured is the whole process: .NET, LibTorch, the input and the result too. The 400 MB of patterns lie in a file and are read from there.
/// </remarks>
internal sealed class RsaMemory : IBenchmark
{
    public string Name => "rsa-memory";

    public BenchmarkRow Run()
    {
        _ = PatternFile.Path;
        var peaks = new List<(string Job, long Bytes)>();
        foreach (string job in RsaMemoryJob.Names)
        {
            (double seconds, long peak) = JobProcess.Start(Name, job);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {job}: {Size(peak)} in {seconds:F1} s"));
            peaks.Add((job, peak));
        }

        (string Job, long Bytes)[] ordered = [.. peaks.OrderByDescending(peak => peak.Bytes)];
        return new BenchmarkRow(
            $"peak memory of {peaks.Count} jobs of RSA with -MaxMemory 1GB, each in a process of its own",
            $"{ordered[0].Job}: {Size(ordered[0].Bytes)}; the others up to {Size(ordered[1].Bytes)}",
            "–",
            "–",
            "each < 1 GB (2³⁰ bytes)",
            ordered[0].Bytes < RsaMemoryJob.Limit);
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F2} GB");
}
