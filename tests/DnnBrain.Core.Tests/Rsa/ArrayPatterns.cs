using DnnBrain.Activations;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Patterns in an array, in float64, which counts how many rows were read.</summary>
internal sealed class ArrayPatterns(int stimuli, double[] values) : IPatternSet
{
    private int _rowsRead;

    public string Name { get; init; } = "conv1";

    public string Source => "net";

    public string? Subject { get; init; }

    public IReadOnlyList<string> StimulusId { get; } = [.. Enumerable.Range(0, stimuli).Select(i => $"s{i}")];

    public int UnitCount => values.Length / stimuli;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance { get; } = new() { Operation = "test" };

    public int RowsRead => _rowsRead;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        for (int i = 0; i < stimulusCount * UnitCount; i++)
        {
            destination[i] = (float)values[(firstStimulus * UnitCount) + i];
        }
    }

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        Interlocked.Add(ref _rowsRead, stimulusCount);
        values.AsSpan(firstStimulus * UnitCount, stimulusCount * UnitCount).CopyTo(destination);
    }
}
