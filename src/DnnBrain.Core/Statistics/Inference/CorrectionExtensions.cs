namespace DnnBrain.Statistics.Inference;

/// <summary>Adjusts p-values that stand by themselves.</summary>
internal static class CorrectionExtensions
{
    /// <summary>The adjusted p-values; NaN stays NaN.</summary>
    /// <exception cref="ArgumentException">The maximum statistic needs the draws, not their p-values.</exception>
    public static double[] Adjust(this Correction correction, double[] pValues) => correction switch
    {
        Correction.Holm => MultipleComparisons.Holm(pValues),
        Correction.FalseDiscoveryRate => MultipleComparisons.BenjaminiHochberg(pValues),
        Correction.None => [.. pValues],
        _ => throw new ArgumentException($"{correction} cannot be had from p-values.", nameof(correction)),
    };
}
