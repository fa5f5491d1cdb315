namespace DnnBrain.Rsa.Metrics;

/// <summary>A dissimilarity that is a function of two patterns, each prepared by itself beforehand.</summary>
internal abstract class PatternMetric(string name, string description) : RdmMetric(name, description)
{
    /// <summary>Fewest units with which the dissimilarity says anything.</summary>
    public virtual int FewestUnits => 1;

    /// <summary>What a finite pattern without a dissimilarity is, for the warning: <c>constant</c>; null where there is none.</summary>
    public virtual string? UndefinedPattern => null;

    /// <summary>Whether adding one and the same pattern to all leaves the dissimilarity as it is.</summary>
    public virtual bool IsTranslationInvariant => false;

    /// <summary>Whether each unit is divided by its standard deviation over stimuli (ddof 1).</summary>
    public virtual bool StandardizesUnits => false;

    /// <summary>Changes values one by one, before anything else; a NaN stays one.</summary>
    public virtual void Transform(Span<double> pattern, RdmOptions options)
    {
    }

    /// <summary>
    /// Prepares a pattern in place. Preparing some units of a prepared pattern gives what preparing these units of the raw pattern
    /// gives, so that pairs with missing units can be taken from prepared patterns.
    /// </summary>
    /// <returns>The squared length of the prepared pattern; NaN where the pattern has no dissimilarity to any other.</returns>
    public abstract double Prepare(Span<double> pattern);

    /// <summary>The dissimilarity from two prepared patterns, before <see cref="Normalize"/>; exactly 0 for equal ones.</summary>
    public abstract double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    /// <summary>
    /// What depends on the number of units. A sum over some units only is scaled up to all, so that pairs which lack units can be
    /// compared with pairs that have them all.
    /// </summary>
    /// <param name="dissimilarity">The value over the units that are there.</param>
    /// <param name="present">Their number.</param>
    /// <param name="units">The number of all units.</param>
    public virtual double Normalize(double dissimilarity, int present, int units) => dissimilarity;
}
