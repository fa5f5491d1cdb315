using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class RowProductsTests
{
    // Around the size of a tile, of a register, of a stretch.
    public static TheoryData<int, int, int> Sizes()
    {
        var sizes = new TheoryData<int, int, int>();
        foreach ((int a, int b) in new[] { (1, 1), (1, 10), (3, 2), (4, 4), (5, 9), (10, 10), (17, 8) })
        {
            foreach (int length in new[] { 1, 7, 8, 9, 23, 383, 384, 385, 1000 })
            {
                sizes.Add(a, b, length);
            }
        }

        return sizes;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_AnySize_GivesSumsOfProducts(int aCount, int bCount, int length)
    {
        int stride = length + 3;
        double[] a = Numbers(1, aCount, stride, length);
        double[] b = Numbers(2, bCount, stride, length);
        double[] product = [.. Enumerable.Repeat(double.NaN, (aCount * bCount) + 1)];

        RowProducts.Multiply(a, aCount, b, bCount, stride, length, product);

        for (int i = 0; i < aCount; i++)
        {
            for (int j = 0; j < bCount; j++)
            {
                // Decimals have 28 digits. A sum of n products of numbers around 1 is off by less than n rounding errors.
                decimal sum = Enumerable.Range(0, length).Sum(k => (decimal)a[(i * stride) + k] * (decimal)b[(j * stride) + k]);
                Assert.Equal((double)sum, product[(i * bCount) + j], length * 1e-14);
            }
        }

        Assert.True(double.IsNaN(product[^1]));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_WideAndPairedLanes_GiveTheSameBits(int aCount, int bCount, int length)
    {
        double[] a = Numbers(3, aCount, length, length);
        double[] b = Numbers(4, bCount, length, length);
        double[] wide = new double[aCount * bCount];
        double[] paired = new double[aCount * bCount];

        RowProducts.Add<WideLanes>(a, aCount, b, bCount, length, length, wide);
        RowProducts.Add<PairedLanes>(a, aCount, b, bCount, length, length, paired);

        Assert.Equal(paired, wide);
    }

    [Fact]
    public void Multiply_RowsByThemselvesOrPacked_GiveTheSameBits()
    {
        const int Count = 21;
        const int Length = 777;
        double[] a = Numbers(5, Count, Length, Length);
        double[] b = Numbers(6, Count, Length, Length);
        double[] all = new double[Count * Count];
        double[] one = new double[1];

        RowProducts.Multiply(a, Count, b, Count, Length, Length, all);
        double[,] packed = PackedProducts.Multiply(
            (row, first, stretch) => a.AsSpan((row * Length) + first, stretch.Length).CopyTo(stretch),
            Count,
            (row, first, stretch) => b.AsSpan((row * Length) + first, stretch.Length).CopyTo(stretch),
            Count,
            Length,
            CancellationToken.None);

        Assert.Equal(all, packed.Cast<double>());
        for (int cell = 0; cell < all.Length; cell++)
        {
            (int i, int j) = Math.DivRem(cell, Count);
            RowProducts.Multiply(a.AsSpan(i * Length), 1, b.AsSpan(j * Length), 1, Length, Length, one);
            Assert.Equal(all[cell], one[0]);
        }
    }

    [Fact]
    public void Multiply_NothingToAdd_IsZero()
    {
        double[] product = [1, 1];

        RowProducts.Multiply([], 1, [], 2, 0, 0, product);

        Assert.Equal([0, 0], product);
    }

    [Fact]
    public void Multiply_RowsTooShort_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.Multiply(new double[19], 2, new double[20], 2, 10, 10, new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.Multiply(new double[20], 2, new double[19], 2, 10, 10, new double[4]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(4950, 4952)]
    public void Stride_IsWholeLines(int length, int stride) => Assert.Equal(stride, RowProducts.Stride(length));

    [Fact]
    public unsafe void FirstAligned_BeginsALine()
    {
        for (int length = 1; length < 10; length++)
        {
            double[] rows = GC.AllocateArray<double>(length + 8, pinned: true);
            fixed (double* place = &rows[RowProducts.FirstAligned(rows)])
            {
                Assert.Equal(0, (nint)place % 64);
            }
        }
    }

    private static double[] Numbers(long index, int rows, int stride, int length)
    {
        var random = new RandomStream(1, RandomPurpose.Simulation, index);
        double[] numbers = [.. Enumerable.Repeat(double.NaN, rows * stride)];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < length; k++)
            {
                numbers[(i * stride) + k] = random.NextNormal();
            }
        }

        return numbers;
    }
}
