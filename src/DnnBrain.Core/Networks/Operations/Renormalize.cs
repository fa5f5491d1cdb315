using DnnBrain.Networks.Preprocessing;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// An image normalised in one way, normalised in another: torchvision's <c>transform_input</c>, for weights that were made
/// elsewhere with other means and deviations.
/// </summary>
/// <param name="From">How the input is normalised.</param>
/// <param name="To">How the output is.</param>
public sealed record Renormalize(ChannelNormalization From, ChannelNormalization To) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "transform_input";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape image = RequireSingle(inputs, rank: 3);
        return image[0] == 3 ? image : throw Mismatch($"takes red, green and blue, not {image}");
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        float[] scale = new float[3];
        float[] shift = new float[3];
        for (int c = 0; c < 3; c++)
        {
            scale[c] = From.Deviation[c] / To.Deviation[c];
            shift[c] = (From.Mean[c] - To.Mean[c]) / To.Deviation[c];
        }

        using Tensor scales = Channels(scale, inputs[0]);
        using Tensor shifts = Channels(shift, inputs[0]);
        using Tensor scaled = inputs[0] * scales;
        return scaled + shifts;
    }

    private static Tensor Channels(float[] values, Tensor like)
    {
        using Tensor host = tensor<float>(values, [1, 3, 1, 1]);
        return host.to(like.device);
    }
}
