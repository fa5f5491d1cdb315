using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Rsa.Distribution;

/// <summary>The dissimilarities of an RDM as one row of values. Pairs share stimuli, so there is nothing that could be exchanged.</summary>
internal sealed class RdmPatterns(Rdm rdm) : IPatternSet
{
    public string Name => rdm.Name;

    public string Source => rdm.Source;

    public string? Subject => rdm.Subject;

    public IReadOnlyList<string> StimulusId { get; } = [rdm.Name];

    public int UnitCount => rdm.AsSpan().Length;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance => rdm.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => TensorPrimitives.ConvertTruncating(rdm.AsSpan(), destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) => rdm.AsSpan().CopyTo(destination);
}
