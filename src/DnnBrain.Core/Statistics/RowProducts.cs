using System.Numerics;
using System.Runtime.InteropServices;

namespace DnnBrain.Statistics;

/// <summary>Products of the rows of one matrix with those of another, for the many small products of resampling.</summary>
/// <remarks>
/// A tensor product would share its work among threads as it likes; here every product is summed in an order that depends on its two rows alone, so
/// draws give the same bits for any number of threads and in any company.
/// </remarks>
internal static class RowProducts
{
    // Six stretches of rows stay in the second-level cache.
    private const int StretchLength = 2048;

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
        for (int first = 0; first < length; first += StretchLength)
        {
            int count = Math.Min(StretchLength, length - first);
            int i = 0;
            for (; i + 1 < aCount; i += 2)
            {
                ReadOnlySpan<double> a0 = a.Slice((i * stride) + first, count);
                ReadOnlySpan<double> a1 = a.Slice(((i + 1) * stride) + first, count);
                int j = 0;
                for (; j + 3 < bCount; j += 4)
                {
                    TwoByFour(a0, a1, b[((j * stride) + first)..], stride, product[((i * bCount) + j)..], bCount);
                }

                for (; j < bCount; j++)
                {
                    ReadOnlySpan<double> row = b.Slice((j * stride) + first, count);
                    product[(i * bCount) + j] += Dot(a0, row);
                    product[((i + 1) * bCount) + j] += Dot(a1, row);
                }
            }

            for (; i < aCount; i++)
            {
                for (int j = 0; j < bCount; j++)
                {
                    product[(i * bCount) + j] += Dot(a.Slice((i * stride) + first, count), b.Slice((j * stride) + first, count));
                }
            }
        }
    }

    // Both ways of summing below add in the same order: lanes by themselves, then the lanes, then what is left over.
    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y)[..vx.Length];
        Vector<double> sum = Vector<double>.Zero;
        for (int k = 0; k < vx.Length; k++)
        {
            sum = Vector.FusedMultiplyAdd(vx[k], vy[k], sum);
        }

        return Finish(sum, x, y);
    }

    private static void TwoByFour(
        ReadOnlySpan<double> a0, ReadOnlySpan<double> a1, ReadOnlySpan<double> b, int stride, Span<double> product, int productStride)
    {
        ReadOnlySpan<double> b0 = b[..a0.Length];
        ReadOnlySpan<double> b1 = b.Slice(stride, a0.Length);
        ReadOnlySpan<double> b2 = b.Slice(2 * stride, a0.Length);
        ReadOnlySpan<double> b3 = b.Slice(3 * stride, a0.Length);
        ReadOnlySpan<Vector<double>> v0 = MemoryMarshal.Cast<double, Vector<double>>(a0);
        ReadOnlySpan<Vector<double>> v1 = MemoryMarshal.Cast<double, Vector<double>>(a1)[..v0.Length];
        ReadOnlySpan<Vector<double>> w0 = MemoryMarshal.Cast<double, Vector<double>>(b0)[..v0.Length];
        ReadOnlySpan<Vector<double>> w1 = MemoryMarshal.Cast<double, Vector<double>>(b1)[..v0.Length];
        ReadOnlySpan<Vector<double>> w2 = MemoryMarshal.Cast<double, Vector<double>>(b2)[..v0.Length];
        ReadOnlySpan<Vector<double>> w3 = MemoryMarshal.Cast<double, Vector<double>>(b3)[..v0.Length];
        Vector<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector<double> s10 = default, s11 = default, s12 = default, s13 = default;
        for (int k = 0; k < v0.Length; k++)
        {
            Vector<double> x = v0[k];
            Vector<double> y = v1[k];
            Vector<double> w = w0[k];
            s00 = Vector.FusedMultiplyAdd(x, w, s00);
            s10 = Vector.FusedMultiplyAdd(y, w, s10);
            w = w1[k];
            s01 = Vector.FusedMultiplyAdd(x, w, s01);
            s11 = Vector.FusedMultiplyAdd(y, w, s11);
            w = w2[k];
            s02 = Vector.FusedMultiplyAdd(x, w, s02);
            s12 = Vector.FusedMultiplyAdd(y, w, s12);
            w = w3[k];
            s03 = Vector.FusedMultiplyAdd(x, w, s03);
            s13 = Vector.FusedMultiplyAdd(y, w, s13);
        }

        product[0] += Finish(s00, a0, b0);
        product[1] += Finish(s01, a0, b1);
        product[2] += Finish(s02, a0, b2);
        product[3] += Finish(s03, a0, b3);
        product[productStride] += Finish(s10, a1, b0);
        product[productStride + 1] += Finish(s11, a1, b1);
        product[productStride + 2] += Finish(s12, a1, b2);
        product[productStride + 3] += Finish(s13, a1, b3);
    }

    private static double Finish(Vector<double> lanes, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = Vector.Sum(lanes);
        for (int k = x.Length - (x.Length % Vector<double>.Count); k < x.Length; k++)
        {
            sum += x[k] * y[k];
        }

        return sum;
    }
}
