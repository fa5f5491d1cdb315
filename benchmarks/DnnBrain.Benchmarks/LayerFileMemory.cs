namespace DnnBrain.Benchmarks;

/// <summary>The most memory that the job of <see cref="LayerFile"/> takes, for few stimuli and for many.</summary>
internal sealed class LayerFileMemory : IBenchmark
{
    private const int Few = 512;
    private const int Many = 5_000;
    private const double BarGrowth = 1.1;
    private const double BarBytes = 1.5e9;

    public string Name => "memory";

    public BenchmarkRow Run()
    {
        _ = BenchmarkImages.Take(1);
        (double fewSeconds, long few) = JobProcess.Start("layers", Few);
        (double manySeconds, long many) = JobProcess.Start("layers", Many);
        return new BenchmarkRow(
            $"AlexNet, all 18 layers to .act.h5, peak memory for {Few} and for {Many:N0} JPEGs",
            $"{few / 1e9:F2} GB ({fewSeconds:F0} s), {many / 1e9:F2} GB ({manySeconds:F0} s)",
            "–",
            $"{(double)many / few:F2}",
            $"≤ {BarGrowth}, < {BarBytes / 1e9} GB",
            many <= BarGrowth * few && many < BarBytes);
    }
}
