namespace DnnBrain.Core.Tests.Calibration;

/// <summary>What a share of simulated studies says about a result.</summary>
public enum CalibrationKind
{
    /// <summary>The share in which a p without an effect is at most 0.05: 3 to 7 %.</summary>
    Level,

    /// <summary>The share in which any adjusted p without an effect is at most 0.05: 3 to 7 %.</summary>
    Family,

    /// <summary>The mean share of findings that are false: 3 to 7 % too; it is 5 % times the share of cells without an effect.</summary>
    FalseDiscovery,

    /// <summary>The share in which a 95 % interval covers the truth: 93 to 97 %.</summary>
    Coverage,

    /// <summary>The share in which the bounds of the ceiling bracket the true model: 90 % or more.</summary>
    Bracket,
}
