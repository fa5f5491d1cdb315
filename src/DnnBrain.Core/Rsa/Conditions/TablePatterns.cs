using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;

namespace DnnBrain.Rsa.Conditions;

/// <summary>The rows of a table as patterns, in memory: one row a stimulus, one column a unit.</summary>
public sealed class TablePatterns : IPatternSet
{
    private readonly double[] _values;

    internal TablePatterns(string name, string? subject, IReadOnlyList<string> stimulusId, IReadOnlyList<string> property, double[] values, PatternDesign? design)
    {
        SeriesName = name;
        Subject = subject;
        StimulusId = stimulusId;
        Property = property;
        Design = design;
        _values = values;
        Provenance = new Provenance
        {
            Operation = "Table",
            Parameters = new Dictionary<string, string> { ["Property"] = string.Join(' ', property) },
        };
    }

    /// <inheritdoc/>
    public string Name => BinTime is { } time ? TimeBins.NameOf(SeriesName, time) : SeriesName;

    /// <inheritdoc/>
    public string SeriesName { get; }

    /// <inheritdoc/>
    public double? BinTime { get; internal init; }

    /// <inheritdoc/>
    public string Source => "";

    /// <inheritdoc/>
    public string? Subject { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>The columns that are units.</summary>
    public IReadOnlyList<string> Property { get; }

    /// <summary>The conditions and runs of the rows; null where each row is a condition.</summary>
    public PatternDesign? Design { get; }

    /// <inheritdoc/>
    public int UnitCount => Property.Count;

    /// <inheritdoc/>
    public PatternPrecision Precision => PatternPrecision.Float64;

    /// <inheritdoc/>
    public Provenance Provenance { get; }

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) =>
        TensorPrimitives.ConvertTruncating(Rows(firstStimulus, stimulusCount), destination);

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) => Rows(firstStimulus, stimulusCount).CopyTo(destination);

    private ReadOnlySpan<double> Rows(int first, int count) => _values.AsSpan(first * UnitCount, count * UnitCount);
}
