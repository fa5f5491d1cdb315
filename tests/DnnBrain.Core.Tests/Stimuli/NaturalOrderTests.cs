using DnnBrain.Stimuli;
using Xunit;

namespace DnnBrain.Core.Tests.Stimuli;

public class NaturalOrderTests
{
    [Theory]
    [InlineData("conv2", "conv10")]
    [InlineData("layer1.9.bn", "layer1.10.bn")]
    [InlineData("a", "a1")]
    [InlineData("a1", "b")]
    [InlineData("face.jpg", "House.jpg")]
    [InlineData("9", "10000000000000000000000000000000")]
    [InlineData("x007", "x8")]
    [InlineData("", "a")]
    [InlineData(null, "")]
    public void Compare_Smaller_ComesFirst(string? smaller, string larger)
    {
        Assert.True(NaturalOrder.Instance.Compare(smaller, larger) < 0);
        Assert.True(NaturalOrder.Instance.Compare(larger, smaller) > 0);
    }

    /// <summary>Names that read alike are still told apart, or the order of a folder would depend on the file system.</summary>
    [Theory]
    [InlineData("x01", "x1")]
    [InlineData("A", "a")]
    public void Compare_ReadAlike_IsOrdinal(string smaller, string larger)
    {
        Assert.True(NaturalOrder.Instance.Compare(smaller, larger) < 0);
        Assert.True(NaturalOrder.Instance.Compare(larger, smaller) > 0);
    }

    [Fact]
    public void Compare_Same_IsZero() => Assert.Equal(0, NaturalOrder.Instance.Compare("conv2_relu", "conv2_relu"));

    [Fact]
    public void Compare_AnyThree_IsTransitive()
    {
        string[] names = ["a1", "a01", "a001b", "a1b", "A1", "A01", "b", "a", "1", "01", "a10", "a9z"];
        foreach (string x in names)
        {
            foreach (string y in names)
            {
                foreach (string z in names)
                {
                    if (NaturalOrder.Instance.Compare(x, y) < 0 && NaturalOrder.Instance.Compare(y, z) < 0)
                    {
                        Assert.True(NaturalOrder.Instance.Compare(x, z) < 0, $"{x} < {y} < {z}");
                    }
                }
            }
        }
    }
}
