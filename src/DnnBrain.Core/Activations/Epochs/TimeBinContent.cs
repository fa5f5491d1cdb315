namespace DnnBrain.Activations.Epochs;

/// <summary>What the units of a time bin are.</summary>
public enum TimeBinContent
{
    /// <summary>One a channel: its mean over the samples of the bin.</summary>
    Mean,

    /// <summary>One a channel and sample, channel by channel: what the course within the bin tells counts too.</summary>
    Concatenation,
}
