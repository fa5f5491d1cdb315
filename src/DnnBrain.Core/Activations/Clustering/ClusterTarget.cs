namespace DnnBrain.Activations.Clustering;

/// <summary>What is grouped.</summary>
public enum ClusterTarget
{
    /// <summary>Stimuli, by their patterns over all units.</summary>
    Stimulus,

    /// <summary>Channels, by their maps over all stimuli: two channels that answer alike lie together.</summary>
    Channel,

    /// <summary>Units, by their answers to all stimuli.</summary>
    Unit,
}
