using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations;

/// <summary>Selection of channels, rows and columns on tensors, on whatever device they are.</summary>
public static class MapSelection
{
    /// <summary>Picks units of every stimulus.</summary>
    /// <param name="activation">Stimulus × channel × row × column, or stimulus × unit.</param>
    /// <param name="units">What to pick, within the layer's range (<see cref="UnitSelection.Apply"/> checks it).</param>
    /// <returns>The same axes with the sizes of the selection; a second handle where all is taken. The caller's to dispose.</returns>
    public static Tensor Select(Tensor activation, UnitSelection? units)
    {
        ArgumentNullException.ThrowIfNull(activation);
        using var scope = NewDisposeScope();
        Tensor selected = Pick(activation.alias(), 1, units?.Channels);
        if (activation.ndim > 2)
        {
            selected = Pick(Pick(selected, 2, units?.Rows), 3, units?.Columns);
        }

        return selected.MoveToOuterDisposeScope();
    }

    private static Tensor Pick(Tensor tensor, long axis, IReadOnlyList<int>? indices) => indices is null
        ? tensor
        : tensor.index_select(axis, tensor<long>([.. indices.Select(i => (long)i)], [indices.Count]).to(tensor.device));
}
