namespace DnnBrain.Activations.Transforms;

/// <summary>Over what a z-score is taken. The standard deviation has n as divisor (ddof 0).</summary>
public enum ZScoreScope
{
    /// <summary>Each unit over the stimuli. A unit that is the same to all stimuli becomes 0.</summary>
    Unit,

    /// <summary>Each stimulus over its units. A constant pattern becomes NaN and is named.</summary>
    Stimulus,
}
