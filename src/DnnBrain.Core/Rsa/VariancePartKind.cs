namespace DnnBrain.Rsa;

/// <summary>What a part of explained variance is.</summary>
public enum VariancePartKind
{
    /// <summary>What one group explains and no other does.</summary>
    Unique,

    /// <summary>What exactly these groups explain alike. Negative where groups explain more together than each by itself (suppression).</summary>
    Shared,

    /// <summary>What all groups explain together: the sum of all parts.</summary>
    Total,
}
