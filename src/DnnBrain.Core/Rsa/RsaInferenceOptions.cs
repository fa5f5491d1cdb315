using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>What all inferences on RDMs have in common: matching of stimuli, permutations, a bootstrap and its intervals.</summary>
public abstract record RsaInferenceOptions
{
    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>How p-values are made: number of permutations, seed, side, correction.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>What a bootstrap draws anew, for intervals and tests over other stimuli or people; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The bootstrap, with the seed, threads and memory of the permutations.</summary>
    internal BootstrapOptions Draws => Inference.ForBootstrap(Bootstrap, BootstrapCount);

    private protected virtual IntervalMethod IntervalMethod => IntervalMethod.StudentT;

    /// <summary>Throws where the options of tests and intervals cannot be used.</summary>
    /// <exception cref="DnnBrainException">
    /// See <see cref="InferenceOptions.Validate"/>; no level (<c>ConfidenceLevelInvalid</c>), or quantiles of draws that are no interval
    /// (<c>IntervalMethodInvalid</c>).
    /// </exception>
    internal void ValidateInference()
    {
        Inference.Validate();
        BootstrapInterval.ThrowIfNoLevel(ConfidenceLevel);
        BootstrapResult.ThrowIfUnfit(Bootstrap, IntervalMethod);
    }

    /// <summary>Adds what results say about how they were made.</summary>
    internal virtual void Describe(IDictionary<string, string> parameters)
    {
        parameters["AlignBy"] = AlignBy.ToString();
        Inference.Describe(parameters);
        Draws.Describe(parameters, IntervalMethod, ConfidenceLevel);
    }
}
