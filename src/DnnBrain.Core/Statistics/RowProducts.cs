using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DnnBrain.Statistics;

/// <summary>Products of the rows of one matrix with those of another, both as they lie: no row is moved or turned for it.</summary>
/// <remarks>
/// A tensor product would share its work among threads as it likes; here every product is summed in an order that depends on its two rows alone, so
/// draws give the same bits for any number of threads, in any company, and on processors with vectors of 256 and of 512 bits.
/// </remarks>
internal static class RowProducts
{
    // Rows a side of a tile: sixteen sums stay in registers.
    private const int Tile = 4;

    // Stretches of the rows of a band and of a tile stay in the first-level cache, those of all rows of a thread in the second.
    public const int StretchLength = 384;
    private const int BandRows = 2 * Tile;

    // A register, and a line of the cache.
    private const int LineLength = 8;

    /// <summary>From one row to the next where all rows begin at a line of the cache if the first does: vectors that lie across two lines cost a fifth more.</summary>
    public static int Stride(int length) => checked(length + LineLength - 1) / LineLength * LineLength;

    /// <summary>How many values come before the first that begins a line of the cache: less than 8.</summary>
    /// <remarks>Where the array is moved later, products take longer, and are the same.</remarks>
    public static int FirstAligned(double[] rows)
    {
        nint place = Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref MemoryMarshal.GetArrayDataReference(rows)) / sizeof(double);
        return (int)((LineLength - (place % LineLength)) % LineLength);
    }

    /// <summary>product[i, j] = Σₖ a[i, k] b[j, k].</summary>
    /// <param name="a">Rows, one after another, each <paramref name="stride"/> apart.</param>
    /// <param name="aCount">Number of rows in <paramref name="a"/>.</param>
    /// <param name="b">Rows with the same stride.</param>
    /// <param name="bCount">Number of rows in <paramref name="b"/>.</param>
    /// <param name="stride">From the start of one row to that of the next.</param>
    /// <param name="length">How many values of a row count.</param>
    /// <param name="product">aCount × bCount.</param>
    public static void Multiply(ReadOnlySpan<double> a, int aCount, ReadOnlySpan<double> b, int bCount, int stride, int length, Span<double> product)
    {
        product[..(aCount * bCount)].Clear();
        Add(a, aCount, b, bCount, stride, length, product);
    }

    /// <summary>product[i, j] += Σₖ a[i, k] b[j, k].</summary>
    /// <inheritdoc cref="Multiply"/>
    public static void Add(ReadOnlySpan<double> a, int aCount, ReadOnlySpan<double> b, int bCount, int stride, int length, Span<double> product)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<WideLanes>(a, aCount, b, bCount, stride, length, product);
        }
        else
        {
            Add<PairedLanes>(a, aCount, b, bCount, stride, length, product);
        }
    }

    /// <summary>The same sums with given lanes.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, int, int, Span{double})"/>
    internal static void Add<TLanes>(ReadOnlySpan<double> a, int aCount, ReadOnlySpan<double> b, int bCount, int stride, int length, Span<double> product)
        where TLanes : struct, ILanes<TLanes>
    {
        if (aCount == 0 || bCount == 0 || length == 0)
        {
            return;
        }

        // The only place where lengths are checked: rows are read by reference from here on.
        ref readonly double firstA = ref MemoryMarshal.GetReference(a[..checked(((aCount - 1) * stride) + length)]);
        ref readonly double firstB = ref MemoryMarshal.GetReference(b[..checked(((bCount - 1) * stride) + length)]);
        Span<double> sums = stackalloc double[Tile * Tile];
        for (int first = 0; first < length; first += StretchLength)
        {
            int count = Math.Min(StretchLength, length - first);
            for (int band = 0; band < bCount; band += BandRows)
            {
                for (int i = 0; i < aCount; i += Tile)
                {
                    for (int j = band; j < Math.Min(band + BandRows, bCount); j += Tile)
                    {
                        FourByFour<TLanes>(
                            in Row(in firstA, i, aCount, stride, first),
                            in Row(in firstA, i + 1, aCount, stride, first),
                            in Row(in firstA, i + 2, aCount, stride, first),
                            in Row(in firstA, i + 3, aCount, stride, first),
                            in Row(in firstB, j, bCount, stride, first),
                            in Row(in firstB, j + 1, bCount, stride, first),
                            in Row(in firstB, j + 2, bCount, stride, first),
                            in Row(in firstB, j + 3, bCount, stride, first),
                            count,
                            sums);
                        Add(sums, product, i, Math.Min(Tile, aCount - i), j, Math.Min(Tile, bCount - j), bCount);
                    }
                }
            }
        }
    }

    // A tile at the edge takes the last row again and again; what comes of it is not read.
    private static ref readonly double Row(ref readonly double first, int row, int rowCount, int stride, int offset) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in first), ((nint)Math.Min(row, rowCount - 1) * stride) + offset);

    private static void Add(ReadOnlySpan<double> sums, Span<double> product, int row, int rows, int column, int columns, int stride)
    {
        for (int r = 0; r < rows; r++)
        {
            Span<double> target = product.Slice(((row + r) * stride) + column, columns);
            for (int c = 0; c < columns; c++)
            {
                target[c] += sums[(r * Tile) + c];
            }
        }
    }

    // Each sum: lanes by themselves, then the lanes, then what is left over.
    private static void FourByFour<TLanes>(
        ref readonly double a0,
        ref readonly double a1,
        ref readonly double a2,
        ref readonly double a3,
        ref readonly double b0,
        ref readonly double b1,
        ref readonly double b2,
        ref readonly double b3,
        int count,
        Span<double> sums)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s00 = default, s01 = default, s02 = default, s03 = default;
        TLanes s10 = default, s11 = default, s12 = default, s13 = default;
        TLanes s20 = default, s21 = default, s22 = default, s23 = default;
        TLanes s30 = default, s31 = default, s32 = default, s33 = default;
        nint k = 0;
        for (nint end = count - (count % TLanes.Count); k < end; k += TLanes.Count)
        {
            var x0 = TLanes.Load(in a0, k);
            var x1 = TLanes.Load(in a1, k);
            var x2 = TLanes.Load(in a2, k);
            var x3 = TLanes.Load(in a3, k);
            var y = TLanes.Load(in b0, k);
            s00 = TLanes.MultiplyAdd(x0, y, s00);
            s10 = TLanes.MultiplyAdd(x1, y, s10);
            s20 = TLanes.MultiplyAdd(x2, y, s20);
            s30 = TLanes.MultiplyAdd(x3, y, s30);
            y = TLanes.Load(in b1, k);
            s01 = TLanes.MultiplyAdd(x0, y, s01);
            s11 = TLanes.MultiplyAdd(x1, y, s11);
            s21 = TLanes.MultiplyAdd(x2, y, s21);
            s31 = TLanes.MultiplyAdd(x3, y, s31);
            y = TLanes.Load(in b2, k);
            s02 = TLanes.MultiplyAdd(x0, y, s02);
            s12 = TLanes.MultiplyAdd(x1, y, s12);
            s22 = TLanes.MultiplyAdd(x2, y, s22);
            s32 = TLanes.MultiplyAdd(x3, y, s32);
            y = TLanes.Load(in b3, k);
            s03 = TLanes.MultiplyAdd(x0, y, s03);
            s13 = TLanes.MultiplyAdd(x1, y, s13);
            s23 = TLanes.MultiplyAdd(x2, y, s23);
            s33 = TLanes.MultiplyAdd(x3, y, s33);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (s00.Sum(), s01.Sum(), s02.Sum(), s03.Sum());
        (sums[4], sums[5], sums[6], sums[7]) = (s10.Sum(), s11.Sum(), s12.Sum(), s13.Sum());
        (sums[8], sums[9], sums[10], sums[11]) = (s20.Sum(), s21.Sum(), s22.Sum(), s23.Sum());
        (sums[12], sums[13], sums[14], sums[15]) = (s30.Sum(), s31.Sum(), s32.Sum(), s33.Sum());
        for (; k < count; k++)
        {
            AddOne(At(in a0, k), At(in b0, k), At(in b1, k), At(in b2, k), At(in b3, k), sums);
            AddOne(At(in a1, k), At(in b0, k), At(in b1, k), At(in b2, k), At(in b3, k), sums[Tile..]);
            AddOne(At(in a2, k), At(in b0, k), At(in b1, k), At(in b2, k), At(in b3, k), sums[(2 * Tile)..]);
            AddOne(At(in a3, k), At(in b0, k), At(in b1, k), At(in b2, k), At(in b3, k), sums[(3 * Tile)..]);
        }
    }

    private static double At(ref readonly double row, nint k) => Unsafe.Add(ref Unsafe.AsRef(in row), k);

    private static void AddOne(double x, double y0, double y1, double y2, double y3, Span<double> sums)
    {
        sums[0] += x * y0;
        sums[1] += x * y1;
        sums[2] += x * y2;
        sums[3] += x * y3;
    }
}
