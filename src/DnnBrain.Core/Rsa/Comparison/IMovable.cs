namespace DnnBrain.Rsa.Comparison;

/// <summary>A comparison whose prepared RDMs can be relabelled without being prepared again.</summary>
internal interface IMovable
{
    /// <summary>Makes what relabels one model: stimulus i becomes stimulus labels[i]. Called on several threads.</summary>
    Func<int[], PreparedRdm> Mover(PreparedRdm model);

    /// <summary>Bytes of an RDM that moved and of what it is compared with another by, at most.</summary>
    long MovedBytes { get; }
}
