namespace DnnBrain.Activations.Transforms;

/// <summary>What to make of the units, and how.</summary>
public sealed record TransformOptions
{
    /// <summary>What is made.</summary>
    public required TransformMethod Method { get; init; }

    /// <summary>Which axis the features replace. Without meaning for pooling and for z-scores of units.</summary>
    public FeatureAxis Axis { get; init; }

    /// <summary>Number of components; null for a random projection of the size that <see cref="Distortion"/> asks for.</summary>
    public int? ComponentCount { get; init; }

    /// <summary>Above 0 and below 1: as many principal components as explain more than this share of the variance.</summary>
    public double? VarianceShare { get; init; }

    /// <summary>Divides each component's scores by their standard deviation.</summary>
    public bool Whiten { get; init; }

    /// <summary>How principal components are computed.</summary>
    public PcaSolver Solver { get; init; }

    /// <summary>The stimuli that principal components, z-scores of units and the range of histograms rest on; null for all.</summary>
    public FitSelection? FitOn { get; init; }

    /// <summary>The seed of the random projection, the randomised solver and the draw of stimuli to fit on.</summary>
    public long Seed { get; init; }

    /// <summary>Bins of the histogram (10 where null) or of the spectrum (all where null).</summary>
    public int? BinCount { get; init; }

    /// <summary>Takes the range of the histogram over all stimuli, instead of each stimulus' own.</summary>
    public bool SharedRange { get; init; }

    /// <summary>How each channel's map becomes one number.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>Over what z-scores are taken.</summary>
    public ZScoreScope ZScore { get; init; }

    /// <summary>The share by which a random projection may change squared distances, above 0 and below 1.</summary>
    public double Distortion { get; init; } = 0.1;

    /// <summary>Bytes for patterns at a time.</summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>Keeps what is needed to transform other stimuli, even where it takes a further pass.</summary>
    public bool KeepFit { get; init; } = true;

    /// <summary>Checks what does not depend on an activation.</summary>
    /// <exception cref="DnnBrainException">
    /// A number is out of range (<c>ComponentCountInvalid</c>, <c>VarianceShareInvalid</c>, <c>BinCountInvalid</c>, <c>DistortionInvalid</c>,
    /// <c>MemoryInvalid</c>), or it is not said how many components, or which pooling (<c>ComponentCountMissing</c>, <c>PoolingMissing</c>).
    /// </exception>
    public void Validate()
    {
        Require(ComponentCount is null or > 0, "ComponentCountInvalid", $"{ComponentCount} components are impossible; at least 1 was expected.", ComponentCount);
        Require(VarianceShare is null or (> 0 and < 1), "VarianceShareInvalid", $"A variance share of {VarianceShare} is impossible; a number between 0 and 1 was expected.", VarianceShare);
        Require(BinCount is null or > 0, "BinCountInvalid", $"{BinCount} bins are impossible; at least 1 was expected.", BinCount);
        Require(Distortion is > 0 and < 1, "DistortionInvalid", $"A distortion of {Distortion} is impossible; a number between 0 and 1 was expected.", Distortion);
        Require(MaxMemory > 0, "MemoryInvalid", $"The memory is {MaxMemory} bytes; it is a positive number.", MaxMemory);
        Require(
            Method != TransformMethod.Pca || (ComponentCount is null) != (VarianceShare is null),
            "ComponentCountMissing",
            $"PCA takes either a number of components or a share of the variance.",
            ComponentCount);
        Require(
            VarianceShare is null || (Axis == FeatureAxis.Layer && Solver != PcaSolver.Randomized),
            "VarianceShareInvalid",
            $"A share of the variance is for the layer as a whole and for the exact solver; elsewhere give a number of components.",
            VarianceShare);
        Require(Method != TransformMethod.Pooling || Pooling != Pooling.None, "PoolingMissing", $"Pooling takes a way to pool, for example Max or Mean.", Pooling);
    }

    private static void Require(bool condition, string errorId, FormattableString message, object? target)
    {
        if (!condition)
        {
            throw new DnnBrainException(errorId, ErrorKind.InvalidArgument, FormattableString.Invariant(message), target);
        }
    }
}
