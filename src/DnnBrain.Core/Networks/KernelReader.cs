using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks;

/// <summary>Reads the weights of single channels out of a network.</summary>
public static class KernelReader
{
    /// <summary>The kernels of some channels of a layer, copied to the host.</summary>
    /// <param name="model">The network; remains the caller's.</param>
    /// <param name="node">A node of it with a parameter <c>weight</c> of two or more axes: a convolution or a fully connected layer.</param>
    /// <param name="channels">0-based channels, in the order wanted; null for all.</param>
    /// <exception cref="DnnBrainException">
    /// The layer has no kernels (<c>KernelNotFound</c>; the message lists the layers that do) or no such channel (<c>UnitNotFound</c>).
    /// </exception>
    public static IReadOnlyList<DnnKernel> Read(DnnModel model, NetworkNode node, IReadOnlyList<int>? channels = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(node);
        int weight = IndexOf(node, "weight");
        if (weight < 0 || node.Parameters[weight].Shape.Rank < 2)
        {
            IEnumerable<string> layers = model.Definition.Graph.Layers.Where(HasKernels).Select(layer => layer.Name);
            throw new DnnBrainException("KernelNotFound", ErrorKind.InvalidArgument, $"Layer '{node.Name}' of {model.Name} has no kernels; these have: {string.Join(", ", layers)}.", node.Name);
        }

        TensorShape whole = node.Parameters[weight].Shape;
        var shape = new TensorShape([.. whole.Sizes.Skip(1)]);
        foreach (int channel in channels ?? [])
        {
            if (channel < 0 || channel >= whole[0])
            {
                throw new DnnBrainException("UnitNotFound", ErrorKind.NotFound, $"Layer '{node.Name}' has no channel {channel + 1}; it has channels 1 to {whole[0]}.", channel + 1);
            }
        }

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor> parameters = model.ParametersOf(node);
        float[]? biases = IndexOf(node, "bias") is >= 0 and var bias ? parameters[bias].cpu().ToArray<float>() : null;
        return [.. (channels ?? [.. Enumerable.Range(0, whole[0])]).Select(channel => new DnnKernel(
            model.Name,
            node.Name,
            channel + 1,
            shape,
            parameters[weight].select(0, channel).cpu().contiguous().ToArray<float>(),
            biases?[channel]))];
    }

    /// <summary>Whether a node has kernels.</summary>
    public static bool HasKernels(NetworkNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return IndexOf(node, "weight") is >= 0 and var weight && node.Parameters[weight].Shape.Rank >= 2;
    }

    private static int IndexOf(NetworkNode node, string name)
    {
        for (int i = 0; i < node.Parameters.Count; i++)
        {
            if (node.Parameters[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
