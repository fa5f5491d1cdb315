using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Benchmarks;

/// <summary>Patterns in memory, in float64.</summary>
internal sealed class ArrayPatternSet(int stimuli, int units, double[] values) : IPatternSet
{
    public string Name => "layer";

    public string Source => "net";

    public string? Subject => null;

    public IReadOnlyList<string> StimulusId { get; } = [.. Enumerable.Range(0, stimuli).Select(i => $"s{i}")];

    public int UnitCount => units;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance { get; } = new() { Operation = "benchmark" };

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) =>
        TensorPrimitives.ConvertTruncating<double, float>(values.AsSpan(firstStimulus * units, stimulusCount * units), destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) =>
        values.AsSpan(firstStimulus * units, stimulusCount * units).CopyTo(destination);
}
