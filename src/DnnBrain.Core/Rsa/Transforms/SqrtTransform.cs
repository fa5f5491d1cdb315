namespace DnnBrain.Rsa.Transforms;

/// <summary>√d; a negative dissimilarity, as cross-validation gives, becomes 0, as in rsatoolbox.</summary>
internal sealed class SqrtTransform() : RdmTransform("Sqrt", "The root; negative dissimilarities become 0.")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] < 0 ? 0 : Math.Sqrt(values[i]);
        }
    }
}
