namespace DnnBrain.Rsa.Models;

/// <summary>What people did with the stimuli.</summary>
public enum BehaviorTask
{
    /// <summary>Rated how different, or how similar, two stimuli are.</summary>
    PairRating,

    /// <summary>Picked the odd one out of three.</summary>
    OddOneOut,

    /// <summary>Arranged several stimuli on a surface, similar ones close to one another.</summary>
    Arrangement,
}
