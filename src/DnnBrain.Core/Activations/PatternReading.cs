using System.Numerics.Tensors;

namespace DnnBrain.Activations;

/// <summary>What sets of patterns share that compute in one precision and are read in both.</summary>
internal static class PatternReading
{
    /// <summary>
    /// Reads rows in float64 and rounds them: <see cref="IPatternSet.Read(int, int, Span{float})"/> of a set that computes in float64.
    /// </summary>
    public static void ReadInFloat32(this IPatternSet patterns, int firstStimulus, int stimulusCount, Span<float> destination)
    {
        double[] values = new double[stimulusCount * patterns.UnitCount];
        patterns.Read(firstStimulus, stimulusCount, values.AsSpan());
        TensorPrimitives.ConvertTruncating<double, float>(values, destination);
    }
}
