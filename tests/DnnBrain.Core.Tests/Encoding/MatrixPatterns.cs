using DnnBrain.Activations;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>A matrix as a set of patterns, in double precision so that references can be met to their last digits.</summary>
internal sealed class MatrixPatterns(double[][] rows, string[]? ids = null, string name = "matrix") : IPatternSet
{
    public string Name => name;

    public string Source => "test";

    public string? Subject => null;

    public IReadOnlyList<string> StimulusId { get; } = ids ?? [.. rows.Select((_, i) => $"stim{i}")];

    public int UnitCount => rows[0].Length;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance { get; } = new() { Operation = "Test" };

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        for (int i = 0; i < stimulusCount; i++)
        {
            rows[firstStimulus + i].CopyTo(destination[(i * UnitCount)..]);
        }
    }

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        for (int i = 0; i < stimulusCount * UnitCount; i++)
        {
            destination[i] = (float)rows[firstStimulus + (i / UnitCount)][i % UnitCount];
        }
    }
}
