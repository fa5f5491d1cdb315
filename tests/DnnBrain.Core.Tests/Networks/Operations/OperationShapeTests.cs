using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Operations;

/// <summary>What an operation says of its output is what it gives: graphs, memory and tables are made of the former.</summary>
public sealed class OperationShapeTests : TensorTest
{
    // Odd and even, wide and high; 5 × 8 is no multiple of a window of 3 or 4.
    private static readonly (int Rows, int Columns)[] s_sizes = [(5, 8), (8, 5), (7, 7), (6, 6), (3, 4)];

    public static TheoryData<string> OnMaps => ["avg", "avg-padded", "avg-sparse", "max", "max-ceiling", "conv", "tokens", "pool"];

    [Theory]
    [MemberData(nameof(OnMaps))]
    public void InferShape_OfAMap_IsTheShapeThatComesOut(string name)
    {
        Operation operation = name switch
        {
            "avg" => new AvgPool2d(3, 1),
            "avg-padded" => new AvgPool2d(3, 2, 1),
            "avg-sparse" => new AvgPool2d(2, 3),
            "max" => new MaxPool2d(3, 2),
            "max-ceiling" => new MaxPool2d(3, 2, 0, CeilMode: true),
            "conv" => new Conv2d(4, Kernel: 3, Stride: 2, Padding: 1),
            "tokens" => new PatchTokens(),
            _ => new AdaptiveAvgPool2d(2, 3),
        };
        foreach ((int rows, int columns) in s_sizes)
        {
            Equal(operation, new TensorShape(2, rows, columns));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void InferShape_OfAMapWithChannelsLast_IsTheShapeThatComesOut(int shift)
    {
        foreach ((int rows, int columns) in s_sizes)
        {
            var map = new TensorShape(rows, columns, 6) { Order = AxisOrder.RowColumnChannel };
            Equal(new PatchMerge(), map);
            Equal(new ShiftedWindowAttention(Heads: 2, Window: 3, shift), map);
        }
    }

    [Fact]
    public void InferShape_OfTokens_IsTheShapeThatComesOut()
    {
        var patches = new TensorShape(6, 4) { Order = AxisOrder.TokenFeature, Tokens = new TokenGrid(0, 2, 3) };
        TensorShape tokens = Equal(new ClassToken("token", Axes: 2), patches);
        Assert.Equal(new TokenGrid(1, 2, 3), tokens.Tokens);
        Assert.Equal(AxisOrder.TokenFeature, tokens.Order);
        Equal(new PositionEmbedding("position", Axes: 1, 0.02), tokens);
        Assert.Equal(new TensorShape(4), Equal(new SelectClassToken(), tokens));
        Assert.Throws<DnnBrainException>(() => new SelectClassToken().InferShape([patches]));
    }

    [Fact]
    public void PatchMerge_PutsFourNeighboursBesideEachOther()
    {
        // Places numbered by row and column: 3 × 3, so that the last ones have zeros for neighbours.
        using Tensor map = tensor<float>([11, 12, 13, 21, 22, 23, 31, 32, 33], [1, 3, 3, 1]);
        using Tensor merged = new PatchMerge().Apply([map], []);
        Assert.Equal([1L, 2, 2, 4], merged.shape);
        using Tensor values = merged.contiguous();
        Assert.Equal([11, 21, 12, 22, 13, 23, 0, 0, 31, 0, 32, 0, 33, 0, 0, 0], values.ToArray<float>());
    }

    [Fact]
    public void ClassToken_StandsBeforeThePatchesAndIsWhatIsSelected()
    {
        using Tensor patches = tensor<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
        using Tensor token = tensor<float>([-1, -2], [1, 1, 2]);
        using Tensor tokens = new ClassToken("token", Axes: 2).Apply([patches], [token]);
        Assert.Equal([-1, -2, 1, 2, 3, 4, -1, -2, 5, 6, 7, 8], tokens.ToArray<float>());
        using Tensor selected = new SelectClassToken().Apply([tokens], []);
        using Tensor values = selected.contiguous();
        Assert.Equal([-1, -2, -1, -2], values.ToArray<float>());
    }

    /// <summary>Runs the operation on a batch of two.</summary>
    private static TensorShape Equal(Operation operation, TensorShape input)
    {
        TensorShape expected = operation.InferShape([input]);
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Tensor batch = ones([2, .. input.Sizes.Select(size => (long)size)]);
        Tensor[] parameters = [.. operation.GetParameters([input]).Select(parameter => ones([.. parameter.Shape.Sizes.Select(size => (long)size)]))];
        Assert.Equal([2, .. expected.Sizes.Select(size => (long)size)], operation.Apply([batch], parameters).shape);
        return expected;
    }
}
