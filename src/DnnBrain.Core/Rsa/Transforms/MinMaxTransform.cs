namespace DnnBrain.Rsa.Transforms;

/// <summary>(d − smallest)/(largest − smallest), from 0 to 1; NaN throughout, with a warning, where all are equal.</summary>
internal sealed class MinMaxTransform() : RdmTransform("MinMax", "Linearly to 0 for the smallest and 1 for the largest.")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token) => Apply(values, rdm, observer);

    /// <summary>Scales in place.</summary>
    internal static void Apply(double[] values, Rdm rdm, IRunObserver observer)
    {
        (double smallest, double largest) = Range(values);
        if (!(largest > smallest))
        {
            observer.Warning($"All dissimilarities of {rdm} are equal or missing; between 0 and 1 they are NaN.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = largest > smallest ? (values[i] - smallest) / (largest - smallest) : double.NaN;
        }
    }
}
