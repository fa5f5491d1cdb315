namespace DnnBrain.Activations;

/// <summary>How a channel's map becomes one number.</summary>
public enum Pooling
{
    /// <summary>The map stays as it is.</summary>
    None,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The median; of an even number of values the mean of the middle two, as NumPy.</summary>
    Median,

    /// <summary>The vector norm Σ|x| over the map. (DNNBrain's L1 is the matrix norm: the largest absolute column sum.)</summary>
    L1,

    /// <summary>The vector norm √Σx² over the map. (DNNBrain's L2 is the matrix norm: the largest singular value.)</summary>
    L2,

    /// <summary>DNNBrain's L1: the matrix norm of the map, its largest Σ|x| of a column.</summary>
    MatrixL1,

    /// <summary>DNNBrain's L2: the matrix norm of the map, its largest singular value. Takes the time of a decomposition a map.</summary>
    MatrixL2,
}
