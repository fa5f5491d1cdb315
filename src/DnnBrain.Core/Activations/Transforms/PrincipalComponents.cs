namespace DnnBrain.Activations.Transforms;

/// <summary>The principal components of one group of units. Immutable.</summary>
public sealed class PrincipalComponents
{
    private readonly double[] _mean;
    private readonly double[] _variance;
    private readonly double[]? _components;

    internal PrincipalComponents(double[] mean, double[] variance, double totalVariance, int stimulusCount, double[]? components)
    {
        _mean = mean;
        _variance = variance;
        _components = components;
        TotalVariance = totalVariance;
        StimulusCount = stimulusCount;
    }

    /// <summary>Number of components.</summary>
    public int ComponentCount => _variance.Length;

    /// <summary>Number of units.</summary>
    public int UnitCount => _mean.Length;

    /// <summary>Stimuli that it rests on.</summary>
    public int StimulusCount { get; }

    /// <summary>The variance of all units together, with n − 1 as divisor.</summary>
    public double TotalVariance { get; }

    /// <summary>Each component's variance over the stimuli, with n − 1 as divisor, descending.</summary>
    public IReadOnlyList<double> ExplainedVariance => Array.AsReadOnly(_variance);

    /// <summary>Each component's share of <see cref="TotalVariance"/>.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatio => [.. _variance.Select(variance => TotalVariance > 0 ? variance / TotalVariance : 0)];

    /// <summary>Each component's singular value in the decomposition of the centred patterns.</summary>
    public IReadOnlyList<double> SingularValue => [.. _variance.Select(variance => Math.Sqrt(variance * (StimulusCount - 1)))];

    /// <summary>The mean pattern.</summary>
    public IReadOnlyList<double> Mean => Array.AsReadOnly(_mean);

    /// <summary>Component × unit, row-major; null where it was not asked for.</summary>
    internal double[]? Components => _components;

    internal double[] MeanValues => _mean;

    /// <summary>One component as a copy: a pattern of length 1, or of zeros where the stimuli have no variance left.</summary>
    /// <param name="number">1-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public double[] GetComponent(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, ComponentCount);
        return _components is null
            ? throw new InvalidOperationException("The components were not kept.")
            : _components.AsSpan((number - 1) * UnitCount, UnitCount).ToArray();
    }

    /// <summary>Number of components, units, stimuli, and the share they explain.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ComponentCount} components of {UnitCount} units over {StimulusCount} stimuli, {ExplainedVarianceRatio.Sum():P1} of the variance");
}
