using System.Numerics.Tensors;
using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Noise;

/// <summary>
/// Patterns x L with a noise precision L Lᵀ: their products are x L Lᵀ yᵀ. A pattern with a NaN becomes NaN throughout, unless the noise is
/// diagonal.
/// </summary>
/// <param name="patterns">One or several patterns of the noise's units a row, side by side.</param>
/// <param name="noise">The noise of the units.</param>
internal sealed class WhitenedPatterns(IPatternSet patterns, NoiseCovariance noise) : IPatternSet
{
    public string Name => patterns.Name;

    public string Source => patterns.Source;

    public string? Subject => patterns.Subject;

    public IReadOnlyList<string> StimulusId => patterns.StimulusId;

    public int UnitCount => patterns.UnitCount;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance => patterns.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        int p = noise.UnitCount;
        int rows = stimulusCount * (UnitCount / p);
        double[] factor = noise.WhiteningFactor;
        if (noise.IsDiagonal)
        {
            patterns.Read(firstStimulus, stimulusCount, destination);
            for (int i = 0; i < rows; i++)
            {
                TensorPrimitives.Multiply(destination.Slice(i * p, p), factor, destination.Slice(i * p, p));
            }

            return;
        }

        double[] values = new double[rows * p];
        patterns.Read(firstStimulus, stimulusCount, values.AsSpan());
        using DisposeScope scope = NewDisposeScope();
        from_memory<double>(values, [rows, p]).matmul(from_memory<double>(factor, [p, p])).CopyTo(destination[..(rows * p)]);
    }
}
