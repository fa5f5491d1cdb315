using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// Attention in place of an average pool, as the residual networks of CLIP have it: the mean over the map asks, the map's places
/// and the mean answer. Radford et al. (2021), arXiv:2103.00020.
/// </summary>
/// <param name="OutFeatures">Number of units.</param>
/// <param name="Heads">Number of heads; divides the channels.</param>
public sealed record AttentionPool2d(int OutFeatures, int Heads) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "attention_pool2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        return map[0] % Heads == 0 ? new TensorShape(OutFeatures) : throw Mismatch($"with {Heads} heads cannot cut {map[0]} channels");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        int channels = map[0];
        var normal = new NormalInitializer(1 / Math.Sqrt(channels));
        var uniform = UniformInitializer.ForFanIn(channels);
        return
        [
            new ParameterDefinition("positional_embedding", new TensorShape((map[1] * map[2]) + 1, channels), normal),
            new ParameterDefinition("k_proj.weight", new TensorShape(channels, channels), normal),
            new ParameterDefinition("k_proj.bias", new TensorShape(channels), uniform),
            new ParameterDefinition("q_proj.weight", new TensorShape(channels, channels), normal),
            new ParameterDefinition("q_proj.bias", new TensorShape(channels), uniform),
            new ParameterDefinition("v_proj.weight", new TensorShape(channels, channels), normal),
            new ParameterDefinition("v_proj.bias", new TensorShape(channels), uniform),
            new ParameterDefinition("c_proj.weight", new TensorShape(OutFeatures, channels), normal),
            new ParameterDefinition("c_proj.bias", new TensorShape(OutFeatures), uniform),
        ];
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        using var scope = NewDisposeScope();
        Tensor places = inputs[0].flatten(2).transpose(1, 2);
        Tensor tokens = cat([places.mean([1], keepdim: true), places], dim: 1) + parameters[0];
        Tensor query = SplitHeads(nn.functional.linear(tokens.narrow(1, 0, 1), parameters[3], parameters[4]));
        Tensor key = SplitHeads(nn.functional.linear(tokens, parameters[1], parameters[2]));
        Tensor value = SplitHeads(nn.functional.linear(tokens, parameters[5], parameters[6]));
        Tensor scores = matmul(query * (1 / Math.Sqrt(query.shape[3])), key.transpose(2, 3));
        Tensor pooled = matmul(nn.functional.softmax(scores, dim: 3), value).flatten(1);
        return nn.functional.linear(pooled, parameters[7], parameters[8]).MoveToOuterDisposeScope();
    }

    /// <summary>Batch × token × feature as batch × head × token × feature of the head.</summary>
    private Tensor SplitHeads(Tensor projected) =>
        projected.reshape([projected.shape[0], projected.shape[1], Heads, projected.shape[2] / Heads]).transpose(1, 2);
}
