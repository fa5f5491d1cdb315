using System.Numerics.Tensors;

namespace DnnBrain.Activations.Transforms;

/// <summary>The units of one group, in memory.</summary>
/// <param name="of">The set that they belong to.</param>
/// <param name="unitCount">Units of the group.</param>
/// <param name="values">Stimulus × unit, row-major.</param>
internal sealed class MemoryPatterns(IPatternSet of, int unitCount, float[] values) : IPatternSet
{
    public string Name => of.Name;

    public string Source => of.Source;

    public string? Subject => of.Subject;

    public IReadOnlyList<string> StimulusId => of.StimulusId;

    public int UnitCount => unitCount;

    public PatternPrecision Precision => PatternPrecision.Float32;

    public Provenance Provenance => of.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) =>
        values.AsSpan(firstStimulus * unitCount, stimulusCount * unitCount).CopyTo(destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) =>
        TensorPrimitives.ConvertTruncating<float, double>(values.AsSpan(firstStimulus * unitCount, stimulusCount * unitCount), destination);
}
