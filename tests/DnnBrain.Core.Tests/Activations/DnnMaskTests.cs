using DnnBrain.Activations;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public sealed class DnnMaskTests
{
    [Fact]
    public void Units_SaysWhatIsMeant()
    {
        Assert.Equal("all", new DnnMask("conv1").Units);
        Assert.Equal("channel 3", new DnnMask("conv1", [3]).Units);
        Assert.Equal("channels 1 2, row 4", new DnnMask("conv1", [1, 2], [4]).Units);
        Assert.Equal("conv1: row 4, columns 5 6", new DnnMask("conv1", row: [4], column: [5, 6]).ToString());
    }

    [Fact]
    public void ToSelection_CountsFromZero()
    {
        UnitSelection selection = new DnnMask("conv1", [3, 1], column: [7]).ToSelection();
        Assert.Equal([2, 0], selection.Channels!);
        Assert.Null(selection.Rows);
        Assert.Equal([6], selection.Columns!);
    }

    [Fact]
    public void Constructor_WithANumberBelowOneOrNone_NamesTheAxis()
    {
        foreach (int[] wrong in (int[][])[[0], [1, -2], []])
        {
            DnnBrainException error = Assert.Throws<DnnBrainException>(() => new DnnMask("conv1", row: wrong));
            Assert.Equal("MaskInvalid", error.ErrorId);
            Assert.Contains("Row of layer 'conv1'", error.Message, StringComparison.Ordinal);
        }
    }
}
