namespace DnnBrain.Activations;

/// <summary>Some consecutive patterns of a set in memory, in float64.</summary>
/// <param name="first">0-based number of the first stimulus.</param>
/// <param name="count">Number of stimuli.</param>
/// <param name="unitCount">Number of units.</param>
/// <param name="values">Stimulus × unit, row-major.</param>
internal sealed class PatternBlock(int first, int count, int unitCount, double[] values)
{
    /// <summary>0-based number of the first stimulus.</summary>
    public int First => first;

    /// <summary>Number of stimuli.</summary>
    public int Count => count;

    /// <summary>Number of units.</summary>
    public int UnitCount => unitCount;

    /// <summary>Stimulus × unit, row-major.</summary>
    public double[] Values => values;

    /// <summary>The pattern of one stimulus of the block.</summary>
    /// <param name="index">0-based, from the block's first stimulus.</param>
    public Span<double> this[int index] => values.AsSpan(index * unitCount, unitCount);
}
