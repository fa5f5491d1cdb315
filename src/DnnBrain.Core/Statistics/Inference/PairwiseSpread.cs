namespace DnnBrain.Statistics.Inference;

/// <summary>How a value that is made of pairs of stimuli moves when stimuli and subjects are drawn, and when one stimulus counts more or less.</summary>
public sealed record PairwiseSpread
{
    /// <summary>Number of stimuli, 4 or more.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Number of subjects, 2 or more.</summary>
    public required int SubjectCount { get; init; }

    /// <summary>Variance over draws of both.</summary>
    public required double Both { get; init; }

    /// <summary>Variance over draws of subjects alone.</summary>
    public required double Subject { get; init; }

    /// <summary>Variance over draws of stimuli alone.</summary>
    public required double Stimulus { get; init; }

    /// <summary>
    /// Σ (dᵢ − mean)² over stimuli, dᵢ being half the difference of the value with stimulus i twice and the value without it.
    /// </summary>
    public required double Slope { get; init; }

    /// <summary>The mean of the same over samples of subjects drawn with replacement.</summary>
    public required double DrawnSlope { get; init; }

    /// <summary>The excess kurtosis of the dᵢ, estimated without bias for a normal.</summary>
    public double ExcessKurtosis { get; init; }
}
