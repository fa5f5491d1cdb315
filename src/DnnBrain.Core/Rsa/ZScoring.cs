namespace DnnBrain.Rsa;

/// <summary>What is brought to mean 0 and standard deviation 1 (ddof 0) before patterns are compared.</summary>
public enum ZScoring
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// Each stimulus' pattern over its units, as DNNBrain's <c>-zscore</c>. Changes nothing for correlation. A constant pattern
    /// becomes NaN and is named.
    /// </summary>
    Stimulus,

    /// <summary>
    /// Each unit over the stimuli, as Net2Brain's <c>standardize_on_dim=0</c>: units weigh the same whatever their range. A unit that is
    /// the same to all stimuli becomes 0 and adds nothing.
    /// </summary>
    Unit,
}
