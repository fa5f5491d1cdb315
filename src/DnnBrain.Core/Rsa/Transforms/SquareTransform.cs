using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Transforms;

/// <summary>d².</summary>
internal sealed class SquareTransform() : RdmTransform("Square", "The square.")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token) =>
        TensorPrimitives.Multiply(values, values, values);
}
