using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Extraction;

/// <summary>
/// A layer's answer as an activation: channel × row × column, whatever order PyTorch's module has. Features of tokens and heads
/// of attention are channels, tokens are positions; so masks and pooling mean the same for every network.
/// </summary>
internal sealed class LayerView
{
    private readonly TensorShape _shape;
    private readonly TokenSelection _token;

    private LayerView(string layer, TensorShape shape, TokenSelection token)
    {
        _shape = shape;
        _token = token;
        (TensorShape viewed, ActivationAxes axes) = Describe(shape);
        TokenGrid? tokens = token == TokenSelection.All ? null : shape.Tokens;
        Shape = new LayerShape(layer, viewed[0], viewed.Rank > 1 ? viewed[1] : 1, viewed.Rank > 2 ? viewed[2] : 1) { Axes = axes };
        if (tokens is not null)
        {
            Shape = token == TokenSelection.Patch
                ? new LayerShape(layer, Shape.Channels, tokens.Rows, tokens.Columns)
                : Shape with { Rows = 1 };
        }
    }

    /// <summary>The shape of the activation.</summary>
    public LayerShape Shape { get; }

    /// <summary>The views of some layers.</summary>
    /// <exception cref="DnnBrainException">
    /// An answer cannot be an activation (<c>LayerNotSupported</c>); the class token is asked for and the network or one of the
    /// layers with tokens has none (<c>TokenNotFound</c>).
    /// </exception>
    public static LayerView[] Of(NetworkDefinition network, IReadOnlyList<NetworkNode> nodes, TokenSelection token)
    {
        if (token == TokenSelection.Class && !network.Graph.Nodes.Any(node => node.OutputShape.Tokens is { ClassTokens: > 0 }))
        {
            throw new DnnBrainException("TokenNotFound", ErrorKind.NotFound, $"{network.Name} has no class token. Pool its layers instead, or choose a network that has one, such as vit_b_16.", network.Name);
        }

        foreach (NetworkNode node in nodes)
        {
            TensorShape shape = node.OutputShape;
            if (shape.Rank != (shape.Order == AxisOrder.TokenFeature ? 2 : 3) && shape.Rank != 1)
            {
                throw new DnnBrainException("LayerNotSupported", ErrorKind.NotSupported, $"Layer '{node.Name}' answers with {shape}; a map (channel × row × column), tokens (token × feature) or a vector was expected.", node.Name);
            }

            if (token == TokenSelection.Class && shape.Tokens is { ClassTokens: 0 })
            {
                throw new DnnBrainException("TokenNotFound", ErrorKind.NotFound, $"Layer '{node.Name}' has patches only; the class token joins them behind it.", node.Name);
            }
        }

        return [.. nodes.Select(node => new LayerView(node.Name, node.OutputShape, token))];
    }

    /// <summary>A shape as an activation has it, and what its axes are; where it cannot be one, as it is.</summary>
    public static (TensorShape Shape, ActivationAxes Axes) Describe(TensorShape shape) => (shape.Order, shape.Rank) switch
    {
        (AxisOrder.TokenFeature, 2) => (new TensorShape(shape[1], shape[0]), ActivationAxes.Tokens),
        (AxisOrder.RowColumnChannel, 3) => (new TensorShape(shape[2], shape[0], shape[1]), ActivationAxes.Map),
        (AxisOrder.HeadQueryKey, 3) => (shape, ActivationAxes.Attention),
        _ => (shape, ActivationAxes.Map),
    };

    /// <summary>The choice of tokens for provenance; nothing where all are taken.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Describe(TokenSelection token) =>
        token == TokenSelection.All ? [] : [KeyValuePair.Create("Token", token.ToString())];

    /// <summary>Brings a batch into order.</summary>
    /// <param name="output">What the layer answers, batch first; remains the caller's.</param>
    /// <returns>Stimulus × channel × row × column, or stimulus × unit; the caller's to dispose. It may share memory with the output.</returns>
    public Tensor Apply(Tensor output)
    {
        using var scope = NewDisposeScope();
        Tensor viewed = (_shape.Order, _shape.Rank) switch
        {
            (AxisOrder.TokenFeature, 2) => Choose(output),
            (AxisOrder.RowColumnChannel, 3) => output.permute([0, 3, 1, 2]),
            _ => output.alias(),
        };
        return viewed.MoveToOuterDisposeScope();
    }

    private Tensor Choose(Tensor output)
    {
        if (_token == TokenSelection.All || _shape.Tokens is not { } tokens)
        {
            return output.transpose(1, 2).unsqueeze(3);
        }

        if (_token == TokenSelection.Class)
        {
            return output.select(1, 0);
        }

        Tensor patches = output.narrow(1, tokens.ClassTokens, tokens.Patches);
        return _token == TokenSelection.Mean
            ? patches.mean([1])
            : patches.transpose(1, 2).reshape([output.shape[0], Shape.Channels, tokens.Rows, tokens.Columns]);
    }
}
