using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// Multi-head attention within windows that do not overlap, with a learned bias for each relative position, and between blocks
/// shifted by half a window: Liu et al. (2021), arXiv:2103.14030, as torchvision's <c>ShiftedWindowAttention</c>. The map has its
/// channels last; it is filled up with zeros to whole windows.
/// </summary>
/// <param name="Heads">Number of heads; divides the channels.</param>
/// <param name="Window">Height and width of a window.</param>
/// <param name="Shift">How far the windows are shifted; 0 where the map is no larger than one window, whatever it says.</param>
public sealed record ShiftedWindowAttention(int Heads, int Window, int Shift) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "window_attention";

    /// <summary>What an untrained network has in its two linear layers.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Default;

    /// <summary>What an untrained network has in the biases of relative positions.</summary>
    public IInitializer PositionInitializer { get; init; } = new NormalInitializer(0.02, Cut: 2);

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireChannelsLast(inputs);
        return map[2] % Heads == 0 ? map : throw Mismatch($"with {Heads} heads cannot cut {map[2]} channels");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int channels = RequireChannelsLast(inputs)[2];
        int offsets = ((2 * Window) - 1) * ((2 * Window) - 1);
        return
        [
            new ParameterDefinition("relative_position_bias_table", new TensorShape(offsets, Heads), PositionInitializer),
            new ParameterDefinition("qkv.weight", new TensorShape(3 * channels, channels), Initialization.Weight(channels, 3 * channels)),
            new ParameterDefinition("qkv.bias", new TensorShape(3 * channels), Initialization.Bias(channels)),
            new ParameterDefinition("proj.weight", new TensorShape(channels, channels), Initialization.Weight(channels, channels)),
            new ParameterDefinition("proj.bias", new TensorShape(channels), Initialization.Bias(channels)),
        ];
    }

    /// <summary>
    /// The places that some place sees: the other end of its window is at most a window less one away. A place near the middle
    /// sees half as far.
    /// </summary>
    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireChannelsLast(inputs);
        return map[0] <= Window && map[1] <= Window ? null : new WindowGeometry((2 * Window) - 1, 1, Window - 1);
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        using var scope = NewDisposeScope();
        Tensor map = inputs[0];
        long[] shape = map.shape;
        var grid = new WindowGrid((int)shape[1], (int)shape[2], Window, Shift);
        Tensor windows = grid.Cut(map);
        Tensor projected = nn.functional.linear(windows, parameters[1], parameters[2]);
        Tensor query = AttentionProbabilities.HeadsOf(projected, part: 0, Heads);
        Tensor key = AttentionProbabilities.HeadsOf(projected, part: 1, Heads);
        Tensor value = AttentionProbabilities.HeadsOf(projected, part: 2, Heads);
        Tensor scores = matmul(query * (1 / Math.Sqrt(query.shape[3])), key.transpose(2, 3)) + grid.PositionBias(parameters[0]);
        if (grid.IsShifted)
        {
            long tokens = scores.shape[2];
            scores = (scores.view([-1, grid.Count, Heads, tokens, tokens]) + grid.Mask(map)).view([-1, Heads, tokens, tokens]);
        }

        Tensor attended = matmul(nn.functional.softmax(scores, dim: 3), value).transpose(1, 2).flatten(2);
        Tensor mixed = nn.functional.linear(attended, parameters[3], parameters[4]);
        return grid.Join(mixed, shape[0]).MoveToOuterDisposeScope();
    }
}
