namespace DnnBrain.Benchmarks;

/// <summary>A job that is timed beside the same job in the peer's hands.</summary>
internal interface IBenchmark
{
    /// <summary>A short name to ask for it on the command line.</summary>
    string Name { get; }

    /// <summary>Runs both and compares.</summary>
    BenchmarkRow Run();
}
