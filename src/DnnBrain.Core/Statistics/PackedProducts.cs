using System.Buffers;
using System.Runtime.InteropServices;

namespace DnnBrain.Statistics;

/// <summary>Products of many rows with many that lie anywhere: stretches of some dozens are brought side by side into the second-level cache, on all processors.</summary>
/// <remarks>Bits are those of <see cref="RowProducts"/>: every product is summed in an order that depends on its two rows alone.</remarks>
internal static class PackedProducts
{
    // 128 rows, with 256 others, take a little more than 1 MB.
    private const int RowBlock = 128;
    private const int ColumnBlock = 256;

    /// <summary>Writes a part of a row, from a place on.</summary>
    public delegate void Stretch(int row, int first, Span<double> destination);

    /// <summary>product[i, j] = Σₖ a[i, k] b[j, k].</summary>
    /// <param name="a">Rows; called by many threads.</param>
    /// <param name="aCount">Number of rows in <paramref name="a"/>.</param>
    /// <param name="b">Other rows.</param>
    /// <param name="bCount">Number of rows in <paramref name="b"/>.</param>
    /// <param name="length">Length of all rows.</param>
    /// <param name="token">Stops between blocks.</param>
    /// <returns>aCount × bCount.</returns>
    public static double[,] Multiply(Stretch a, int aCount, Stretch b, int bCount, int length, CancellationToken token)
    {
        double[,] product = new double[aCount, bCount];
        int shares = Math.Min(Math.Max(Environment.ProcessorCount, (aCount + RowBlock - 1) / RowBlock), aCount);
        Parallel.For(0, shares, new ParallelOptions { CancellationToken = token }, share =>
        {
            int first = (int)((long)aCount * share / shares);
            int count = (int)((long)aCount * (share + 1) / shares) - first;
            double[] stretches = ArrayPool<double>.Shared.Rent(((count + Math.Min(bCount, ColumnBlock)) * RowProducts.StretchLength) + RowProducts.Stride(1));
            double[] block = ArrayPool<double>.Shared.Rent(count * Math.Min(bCount, ColumnBlock));
            try
            {
                for (int column = 0; column < bCount; column += ColumnBlock)
                {
                    token.ThrowIfCancellationRequested();
                    int columns = Math.Min(ColumnBlock, bCount - column);
                    Multiply(a, first, count, b, column, columns, length, stretches, block);
                    for (int row = 0; row < count; row++)
                    {
                        block.AsSpan(row * columns, columns).CopyTo(MemoryMarshal.CreateSpan(ref product[first + row, column], columns));
                    }
                }
            }
            finally
            {
                ArrayPool<double>.Shared.Return(stretches);
                ArrayPool<double>.Shared.Return(block);
            }
        });
        return product;
    }

    private static void Multiply(Stretch a, int row, int rows, Stretch b, int column, int columns, int length, double[] stretches, double[] block)
    {
        const int Stride = RowProducts.StretchLength;
        Span<double> left = stretches.AsSpan(RowProducts.FirstAligned(stretches));
        Span<double> right = left[(rows * Stride)..];
        block.AsSpan(0, rows * columns).Clear();
        for (int start = 0; start < length; start += Stride)
        {
            int count = Math.Min(Stride, length - start);
            for (int i = 0; i < rows; i++)
            {
                a(row + i, start, left.Slice(i * Stride, count));
            }

            for (int j = 0; j < columns; j++)
            {
                b(column + j, start, right.Slice(j * Stride, count));
            }

            RowProducts.Add(left, rows, right, columns, Stride, count, block);
        }
    }
}
