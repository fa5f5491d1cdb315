namespace DnnBrain.Rsa;

/// <summary>How the rows of two RDMs are matched.</summary>
public enum StimulusAlignment
{
    /// <summary>By stimulus id; sets that differ are an error.</summary>
    Id,

    /// <summary>By position, for RDMs from files that carry no ids. The caller answers for the order.</summary>
    Position,
}
