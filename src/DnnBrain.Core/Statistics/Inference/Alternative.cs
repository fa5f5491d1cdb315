namespace DnnBrain.Statistics.Inference;

/// <summary>Which outcomes count as at least as extreme as the observed one.</summary>
public enum Alternative
{
    /// <summary>Those as large or larger: a one-sided test of a positive effect.</summary>
    Greater,

    /// <summary>Those as far or further from zero, on either side.</summary>
    TwoSided,
}
