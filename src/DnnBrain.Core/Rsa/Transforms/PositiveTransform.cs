namespace DnnBrain.Rsa.Transforms;

/// <summary>max(d, 0).</summary>
internal sealed class PositiveTransform() : RdmTransform("Positive", "Negative dissimilarities become 0; for display, not before averaging or testing.")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] < 0 ? 0 : values[i];
        }
    }
}
