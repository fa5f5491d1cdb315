using DnnBrain.Formats.Mat;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.RdmMat;

/// <summary>
/// Brings a MATLAB array that may hold RDMs into the order that <see cref="RdmNpz.RdmStack"/> takes: what counts RDMs in front, the
/// matrix or its triangle last, row by row.
/// </summary>
internal static class RdmMatArray
{
    /// <summary>Whether an array has the shape of RDMs.</summary>
    public static bool CanBe(MatVariable variable) => variable.Class == MatClass.Numeric && variable.Count > 0 && AxisOrder(variable) is not null;

    /// <summary>The array in row-major order.</summary>
    /// <remarks>
    /// MATLAB keeps n × n × subjects (× time); arrays saved from Python are subjects × n × n. Where the shape allows both, that
    /// which is symmetric is taken, n × n × … first. Of a matrix that holds triangles, the axis whose length is n(n−1)/2 for some n is
    /// the triangle's; the rows where both are, which is how Python keeps them.
    /// </remarks>
    public static NpyArray Arrange(MatVariable variable)
    {
        int[] order = AxisOrder(variable)!;
        int[] shape = [.. order.Select(axis => variable.Shape[axis])];
        long[] stride = new long[variable.Shape.Count];
        long length = 1;
        for (int axis = 0; axis < stride.Length; axis++)
        {
            stride[axis] = length;
            length *= variable.Shape[axis];
        }

        ReadOnlySpan<double> values = variable.Values;
        double[] arranged = new double[values.Length];
        int[] index = new int[order.Length];
        for (int i = 0; i < arranged.Length; i++)
        {
            long position = 0;
            for (int k = 0; k < order.Length; k++)
            {
                position += index[k] * stride[order[k]];
            }

            arranged[i] = values[(int)position];
            for (int k = order.Length - 1; k >= 0 && ++index[k] == shape[k]; k--)
            {
                index[k] = 0;
            }
        }

        return NpyArray.FromDouble(arranged, shape);
    }

    /// <summary>The axes in the order wanted, those of length 1 in front left out; null for what cannot be RDMs.</summary>
    private static int[]? AxisOrder(MatVariable variable)
    {
        IReadOnlyList<int> shape = variable.Shape;
        int last = shape.Count - 1;
        bool matrixFirst = shape[0] == shape[1] && shape[0] > 1;
        bool matrixLast = last > 1 && shape[last] == shape[last - 1] && shape[last] > 1;
        if (matrixFirst && !(matrixLast && !IsSymmetric(variable)))
        {
            return [.. Enumerable.Range(2, last - 1), 0, 1];
        }

        if (matrixLast)
        {
            return [.. Enumerable.Range(0, last + 1)];
        }

        int[] axes = [.. Enumerable.Range(0, last + 1).Where(axis => shape[axis] != 1)];
        return axes switch
        {
            [] => [0],
            [int only] when IsTriangle(shape[only]) => axes,
            [int first, int second] when IsTriangle(shape[second]) => [first, second],
            [int first, int second] when IsTriangle(shape[first]) => [second, first],
            _ => null,
        };
    }

    private static bool IsTriangle(int pairs)
    {
        long n = (long)Math.Round((1 + Math.Sqrt(1 + (8.0 * pairs))) / 2);
        return n * (n - 1) / 2 == pairs;
    }

    /// <summary>Whether the first n × n values are a symmetric matrix.</summary>
    private static bool IsSymmetric(MatVariable variable)
    {
        int n = variable.Shape[0];
        ReadOnlySpan<double> values = variable.Values;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                // NaN is as good as NaN.
                if (!values[i + (j * n)].Equals(values[j + (i * n)]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
