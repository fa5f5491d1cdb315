namespace DnnBrain.Rsa;

/// <summary>How far two distributions are apart.</summary>
public enum DistributionMethod
{
    /// <summary>Wasserstein-1: how far mass has to be moved, in the unit of the values.</summary>
    Wasserstein,

    /// <summary>Jensen-Shannon distance: from 0 to √ln 2, whatever the unit.</summary>
    JensenShannon,
}
