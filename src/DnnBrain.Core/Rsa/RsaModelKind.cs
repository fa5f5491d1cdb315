namespace DnnBrain.Rsa;

/// <summary>What a model of a region's geometry may adapt to the data it is fitted on.</summary>
public enum RsaModelKind
{
    /// <summary>Nothing: one RDM as it is.</summary>
    Fixed,

    /// <summary>Which one of several RDMs it is: the one most similar to the training data.</summary>
    Select,

    /// <summary>The weights of a sum of RDMs: least squares in the metric of the comparison.</summary>
    Weighted,

    /// <summary>A place on the line through RDMs in a given order: a mixture of two neighbours.</summary>
    Interpolate,
}
