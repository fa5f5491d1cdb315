namespace DnnBrain.Rsa.Merging;

/// <summary>How several RDMs become one.</summary>
public enum MergeMethod
{
    /// <summary>The mean of each pair over the RDMs that have it.</summary>
    Mean,

    /// <summary>
    /// The weighted mean after each RDM is scaled to the estimate on its own pairs, again and again until the estimate stays: for RDMs of different
    /// stimuli whose scales mean nothing, such as arrangements.
    /// </summary>
    Rescale,
}
