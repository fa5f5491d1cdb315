namespace DnnBrain.Statistics.Inference;

/// <summary>What a bootstrap draws anew, that is, over what a result is to generalise.</summary>
public enum BootstrapFactor
{
    /// <summary>Nothing: no bootstrap.</summary>
    None,

    /// <summary>Stimuli: other stimuli of the same kind, for these subjects.</summary>
    Stimulus,

    /// <summary>Subjects: other people, for these stimuli.</summary>
    Subject,

    /// <summary>Both: other people who see other stimuli.</summary>
    Both,
}
