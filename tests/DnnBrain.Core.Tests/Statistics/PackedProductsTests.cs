using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class PackedProductsTests
{
    // Below, at and above a block of rows (128), of columns (256) and a stretch (384).
    public static TheoryData<int, int, int> Sizes { get; } = new()
    {
        { 1, 1, 1 }, { 1, 257, 384 }, { 128, 256, 385 }, { 129, 1, 7 }, { 300, 520, 400 }, { 21, 21, 777 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_AnySizes_IsTheProductOfRowsToTheSameBits(int aCount, int bCount, int length)
    {
        double[] a = Numbers(1, aCount * length);
        double[] b = Numbers(2, bCount * length);
        double[] expected = new double[aCount * bCount];

        RowProducts.Multiply(a, aCount, b, bCount, length, length, expected);
        double[,] packed = PackedProducts.Multiply(Rows(a, length), aCount, Rows(b, length), bCount, length, CancellationToken.None);

        Assert.Equal(expected, packed.Cast<double>());
    }

    [Fact]
    public void Multiply_NoRows_IsEmpty() =>
        Assert.Equal((0, 3), (PackedProducts.Multiply(Rows([], 2), 0, Rows(Numbers(1, 6), 2), 3, 2, default) is var product ? product.GetLength(0) : -1, product.GetLength(1)));

    [Fact]
    public void Multiply_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        PackedProducts.Stretch cancelling = (_, _, destination) =>
        {
            source.Cancel();
            destination.Clear();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => PackedProducts.Multiply(cancelling, 4, cancelling, 1000, 10, source.Token));
    }

    private static PackedProducts.Stretch Rows(double[] values, int length) =>
        (row, first, destination) => values.AsSpan((row * length) + first, destination.Length).CopyTo(destination);

    private static double[] Numbers(int index, int count)
    {
        var random = new RandomStream(3, RandomPurpose.Simulation, index);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
