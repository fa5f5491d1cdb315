namespace DnnBrain.Rsa;

/// <summary>How model RDMs are weighted to predict a region's RDM.</summary>
public enum RsaWeighting
{
    /// <summary>Least squares with weights that are not negative: a sum of squared distances of features is one of the features' distances.</summary>
    NonNegative,

    /// <summary>Least squares with a penalty on the squares of the weights, which may be negative.</summary>
    Ridge,

    /// <summary>Least squares with a penalty on the squares of weights that are not negative.</summary>
    NonNegativeRidge,
}
