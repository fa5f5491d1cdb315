using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>Row numbers for the selection of rows and columns.</summary>
internal static class RowIndex
{
    /// <summary>The numbers as a tensor of the current dispose scope.</summary>
    public static Tensor Of(IReadOnlyList<int> rows) => tensor<long>(rows.Select(row => (long)row).ToArray());
}
