using System.Globalization;

namespace DnnBrain.Statistics.Inference;

/// <summary>How a resampling test is run.</summary>
public sealed record InferenceOptions
{
    /// <summary>
    /// Number of random draws, 10,000 by default. Where there are no more than that many different ones, each is made once and the
    /// test is exact. 0 gives p-values of NaN.
    /// </summary>
    public int PermutationCount { get; init; } = 10_000;

    /// <summary>The seed; the same seed gives the same p-values for any number of threads.</summary>
    public long Seed { get; init; }

    /// <summary>The side of the test, <see cref="Alternative.Greater"/> by default.</summary>
    public Alternative Alternative { get; init; } = Alternative.Greater;

    /// <summary>How p-values are adjusted over cells, by the maximum statistic by default.</summary>
    public Correction Correction { get; init; } = Correction.Maximum;

    /// <summary>Where a run that is stopped leaves what it has, and finds it again; null for nowhere.</summary>
    public ICheckpointStore? Checkpoint { get; init; }

    /// <summary>The number of threads; all cores by default.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>What a test may take beside its data, no limit by default: fewer threads work where memory is short, to the same bits.</summary>
    public MemoryLimit Memory { get; init; } = MemoryLimit.None;

    /// <summary>A bootstrap with the same seed, threads, memory and checkpoint.</summary>
    /// <param name="factor">What is drawn anew.</param>
    /// <param name="count">Number of draws.</param>
    internal BootstrapOptions ForBootstrap(BootstrapFactor factor, int count) => new()
    {
        Factor = factor,
        Count = count,
        Seed = Seed,
        MaxThreads = MaxThreads,
        Checkpoint = Checkpoint,
        Memory = Memory,
    };

    /// <summary>Adds what results say about how they were tested.</summary>
    internal void Describe(IDictionary<string, string> parameters)
    {
        parameters["PermutationCount"] = PermutationCount.ToString(CultureInfo.InvariantCulture);
        parameters["Alternative"] = Alternative.ToString();
        parameters["Correction"] = Correction.ToString();
    }

    /// <summary>Throws where a value cannot be used.</summary>
    /// <exception cref="DnnBrainException">
    /// The count of permutations is negative (<c>PermutationCountInvalid</c>) or there are less than one thread (<c>ThreadCountInvalid</c>).
    /// </exception>
    public void Validate()
    {
        if (PermutationCount < 0)
        {
            throw new DnnBrainException(
                "PermutationCountInvalid",
                ErrorKind.InvalidArgument,
                $"The number of permutations is {PermutationCount}; it is 0 (no test) or more.",
                PermutationCount);
        }

        if (MaxThreads < 1)
        {
            throw new DnnBrainException("ThreadCountInvalid", ErrorKind.InvalidArgument, $"The number of threads is {MaxThreads}; it is at least 1.", MaxThreads);
        }
    }
}
