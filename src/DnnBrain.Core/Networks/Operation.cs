using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks;

/// <summary>
/// What one node of a network computes. An operation is a small immutable record; the weights it needs are declared here and
/// held by the <see cref="DnnModel"/>.
/// </summary>
/// <remarks>A further kind is a further record beside those in <c>Operations</c>; nothing else has to know it.</remarks>
public abstract record Operation
{
    /// <summary>What it is called in lists: PyTorch's functional name, for example <c>conv2d</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The shape of the output, from the shapes of the inputs alone.</summary>
    /// <param name="inputs">One shape an input, without the batch.</param>
    /// <exception cref="DnnBrainException">The inputs do not fit (<c>ShapeMismatch</c>).</exception>
    public abstract TensorShape InferShape(IReadOnlyList<TensorShape> inputs);

    /// <summary>The parameters, in the order in which <see cref="Apply"/> takes them.</summary>
    /// <param name="inputs">One shape an input, without the batch.</param>
    public virtual IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs) => [];

    /// <summary>
    /// Which places of its input maps a place of the output takes, for receptive fields; null where a place takes all of them, or
    /// where there are no places. An operation that slides a window or works place by place says so.
    /// </summary>
    /// <param name="inputs">One shape an input, without the batch.</param>
    public virtual WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => null;

    /// <summary>Computes the output for a batch, in evaluation mode.</summary>
    /// <param name="inputs">One tensor an input; the first axis is the batch. They must be left as they are.</param>
    /// <param name="parameters">The tensors that <see cref="GetParameters"/> declared.</param>
    /// <returns>A tensor that may share memory with an input.</returns>
    public abstract Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters);

    /// <summary>Whether the output's memory is never that of an input or a parameter, so that its one reader may overwrite it.</summary>
    internal virtual bool GivesOwnMemory => false;

    /// <summary>As <see cref="Apply"/>, to the bit, into the memory of an input that nobody else reads.</summary>
    /// <param name="inputs">One tensor an input.</param>
    /// <param name="input">0-based number of the input that may be overwritten.</param>
    /// <returns>A further handle of that input; null where the operation cannot do so.</returns>
    internal virtual Tensor? Overwrite(IReadOnlyList<Tensor> inputs, int input) => null;

    /// <summary>The same in training mode, where that is something else: dropout drops.</summary>
    /// <inheritdoc cref="Apply"/>
    public virtual Tensor Train(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters) => Apply(inputs, parameters);

    /// <summary>The one input of an operation that takes one, of the rank it needs and then with its channels first.</summary>
    /// <exception cref="DnnBrainException">There is another number of inputs, or its rank differs (<c>ShapeMismatch</c>).</exception>
    protected TensorShape RequireSingle(IReadOnlyList<TensorShape> inputs, int? rank = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 1 && (rank is null || (inputs[0].Rank == rank && inputs[0].Order == AxisOrder.ChannelRowColumn)))
        {
            return inputs[0];
        }

        string axes = rank switch
        {
            null => "of any shape",
            1 => "of one axis",
            3 => "of channel × row × column",
            _ => $"of {rank} axes",
        };
        throw Mismatch($"takes one input {axes}, not {(inputs.Count == 0 ? "none" : string.Join(" and ", inputs))}");
    }

    /// <summary>The one input of an operation on the last axis: a vector, tokens, or a map with its channels last.</summary>
    /// <exception cref="DnnBrainException">
    /// There is another number of inputs, or the last axis is none of features (<c>ShapeMismatch</c>).
    /// </exception>
    protected TensorShape RequireFeatures(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape input = RequireSingle(inputs);
        return input.Rank == 1 || input.Order is AxisOrder.TokenFeature or AxisOrder.RowColumnChannel
            ? input
            : throw Mismatch($"takes one input of one axis, or with its features last, not {input}");
    }

    /// <summary>The one input of an operation on tokens.</summary>
    /// <exception cref="DnnBrainException">There is another number of inputs, or they are no tokens (<c>ShapeMismatch</c>).</exception>
    protected (TensorShape Shape, TokenGrid Grid) RequireTokens(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape input = RequireSingle(inputs);
        return input.Order == AxisOrder.TokenFeature && input.Tokens is { } grid ? (input, grid) : throw Mismatch($"takes tokens, not {input}");
    }

    /// <summary>The one input of an operation on maps with their channels last.</summary>
    /// <exception cref="DnnBrainException">There is another number of inputs, or it is another kind of map (<c>ShapeMismatch</c>).</exception>
    protected TensorShape RequireChannelsLast(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape input = RequireSingle(inputs);
        return input is { Rank: 3, Order: AxisOrder.RowColumnChannel } ? input : throw Mismatch($"takes row × column × channel, not {input}");
    }

    /// <summary>A refusal of inputs that do not fit.</summary>
    protected DnnBrainException Mismatch(string message) =>
        new("ShapeMismatch", ErrorKind.InvalidArgument, $"{Kind} {message}.", Kind);
}
