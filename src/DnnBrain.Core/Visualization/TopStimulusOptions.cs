namespace DnnBrain.Visualization;

/// <summary>What is ranked, and how.</summary>
public sealed record TopStimulusOptions
{
    /// <summary>The channels, 1-based, in the order wanted; one that is named twice is ranked once.</summary>
    public required IReadOnlyList<int> Channel { get; init; }

    /// <summary>How many stimuli a channel.</summary>
    public int Top { get; init; } = 5;

    /// <summary>How a channel's map becomes one number.</summary>
    public ActivationScore Score { get; init; } = ActivationScore.Max;

    /// <summary>Checks what can be checked without a layer.</summary>
    /// <exception cref="DnnBrainException">There is no channel (<c>ChannelMissing</c>) or no rank to fill (<c>TopOutOfRange</c>).</exception>
    internal void Validate()
    {
        if (Channel.Count == 0)
        {
            throw new DnnBrainException("ChannelMissing", ErrorKind.InvalidArgument, "At least one channel is needed; channels count from 1.");
        }

        if (Top < 1)
        {
            throw new DnnBrainException("TopOutOfRange", ErrorKind.InvalidArgument, $"The number of stimuli a channel must be at least 1; it is {Top}.", Top);
        }
    }
}
