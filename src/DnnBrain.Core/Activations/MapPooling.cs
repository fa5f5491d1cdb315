using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations;

/// <summary>Pooling of channel maps on tensors, on whatever device they are.</summary>
public static class MapPooling
{
    /// <summary>Pools every channel's map to one number. NaN in a map gives NaN.</summary>
    /// <param name="activation">Stimulus × channel × row × column, or stimulus × unit: a unit is then a map of one value.</param>
    /// <param name="pooling">How.</param>
    /// <returns>Stimulus × channel; for <see cref="Pooling.None"/> a second handle of what was given. The caller's to dispose.</returns>
    /// <remarks>Linear in the number of values; the median sorts.</remarks>
    public static Tensor Pool(Tensor activation, Pooling pooling)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (pooling == Pooling.None)
        {
            return activation.alias();
        }

        using var scope = NewDisposeScope();
        Tensor maps = activation.ndim > 2 ? activation.flatten(2) : activation.unsqueeze(2);
        Tensor pooled = pooling switch
        {
            Pooling.Max => maps.amax([2]),
            Pooling.Mean => maps.mean([2]),
            Pooling.Median => Median(maps),
            Pooling.L1 => maps.abs().sum([2]),
            Pooling.L2 => maps.square().sum([2]).sqrt(),
            Pooling.MatrixL1 => Matrices(activation).abs().sum([2]).amax([2]),
            Pooling.MatrixL2 => LargestSingularValue(Matrices(activation), maps),
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "There is no such pooling."),
        };
        return pooled.MoveToOuterDisposeScope();
    }

    /// <summary>The maps as they lie; a unit is a matrix of one value.</summary>
    private static Tensor Matrices(Tensor activation) => activation.ndim == 4 ? activation : activation.flatten(2).unsqueeze(3);

    private static Tensor LargestSingularValue(Tensor matrices, Tensor maps)
    {
        // The decomposition fails on what is not finite; such a map has no norm.
        Tensor finite = maps.isfinite().all(2);
        Tensor clean = where(finite.unsqueeze(2).unsqueeze(3), matrices, zeros_like(matrices));
        Tensor largest = ops.call("aten::linalg_svdvals", clean).amax([2]);
        return where(finite, largest, zeros_like(largest).add_(double.NaN));
    }

    private static Tensor Median(Tensor maps)
    {
        long size = maps.size(2);
        Tensor sorted = maps.sort(dim: 2).values;
        Tensor middle = (sorted.select(2, (size - 1) / 2) + sorted.select(2, size / 2)) / 2;
        // Sorting puts NaN last, where the middle does not see it.
        Tensor last = sorted.select(2, size - 1);
        return where(last.isnan(), last, middle);
    }
}
