using System.Globalization;

namespace DnnBrain.Statistics.Inference;

/// <summary>How a bootstrap is run.</summary>
public sealed record BootstrapOptions
{
    /// <summary>What is drawn anew, <see cref="BootstrapFactor.Both"/> by default.</summary>
    public BootstrapFactor Factor { get; init; } = BootstrapFactor.Both;

    /// <summary>Number of draws, 1,000 by default.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>The seed; the same seed gives the same draws for any number of threads.</summary>
    public long Seed { get; init; }

    /// <summary>The number of threads; all cores by default.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where a run that is stopped leaves what it has, and finds it again; null for nowhere.</summary>
    public ICheckpointStore? Checkpoint { get; init; }

    /// <summary>What the bootstrap may take beside its data, no limit by default: fewer threads work where memory is short, to the same bits.</summary>
    public MemoryLimit Memory { get; init; } = MemoryLimit.None;

    /// <summary>Adds what results say about how they were drawn; without a bootstrap, that there is none.</summary>
    /// <param name="parameters">What results say about how they were made.</param>
    /// <param name="interval">How intervals are made.</param>
    /// <param name="confidenceLevel">The share of intervals that cover the truth.</param>
    internal void Describe(IDictionary<string, string> parameters, IntervalMethod interval, double confidenceLevel)
    {
        parameters["Bootstrap"] = Factor.ToString();
        if (Factor != BootstrapFactor.None)
        {
            parameters["BootstrapCount"] = Count.ToString(CultureInfo.InvariantCulture);
            parameters["IntervalMethod"] = interval.ToString();
            parameters["ConfidenceLevel"] = confidenceLevel.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Throws where a value cannot be used.</summary>
    /// <exception cref="DnnBrainException">
    /// There are fewer than two draws (<c>BootstrapCountInvalid</c>) or less than one thread (<c>ThreadCountInvalid</c>).
    /// </exception>
    public void Validate()
    {
        if (Count < 2)
        {
            throw new DnnBrainException(
                "BootstrapCountInvalid", ErrorKind.InvalidArgument, $"The number of bootstrap draws is {Count}; it is at least 2, and 1,000 or more in earnest.", Count);
        }

        if (MaxThreads < 1)
        {
            throw new DnnBrainException("ThreadCountInvalid", ErrorKind.InvalidArgument, $"The number of threads is {MaxThreads}; it is at least 1.", MaxThreads);
        }
    }
}
