namespace DnnBrain.Formats.Nifti;

/// <summary>The two ways of a header to place voxels that are not a matrix: a quaternion, and spacings alone.</summary>
internal static class NiftiAffine
{
    /// <summary>How far from orthogonal two axes may be (cosine of their angle) to be stored as a rotation; single precision leaves 1e-7.</summary>
    private const double OrthogonalityTolerance = 1e-5;

    /// <summary>
    /// "Method 2" of nifti1.h: A = R(a, b, c, d) · diag(sx, sy, qfac·sz) with the offset as its last column and
    /// a = √(1 − b² − c² − d²).
    /// </summary>
    /// <param name="quaternion">b, c, d. Where rounding made them longer than 1, they are brought back to 1 and a is 0, as in nifti1_io.c.</param>
    /// <param name="offset">Millimetres of voxel (0, 0, 0).</param>
    /// <param name="spacing">sx, sy, sz.</param>
    /// <param name="flipZ">True for a qfac of −1.</param>
    public static double[,] FromQuaternion(ReadOnlySpan<double> quaternion, ReadOnlySpan<double> offset, ReadOnlySpan<double> spacing, bool flipZ)
    {
        (double b, double c, double d) = (quaternion[0], quaternion[1], quaternion[2]);
        double a = 1 - ((b * b) + (c * c) + (d * d));
        if (a < 1e-7)
        {
            double length = Math.Sqrt((b * b) + (c * c) + (d * d));
            (a, b, c, d) = (0, b / length, c / length, d / length);
        }
        else
        {
            a = Math.Sqrt(a);
        }

        (double sx, double sy, double sz) = (spacing[0], spacing[1], flipZ ? -spacing[2] : spacing[2]);
        return new[,]
        {
            { ((a * a) + (b * b) - (c * c) - (d * d)) * sx, 2 * ((b * c) - (a * d)) * sy, 2 * ((b * d) + (a * c)) * sz, offset[0] },
            { 2 * ((b * c) + (a * d)) * sx, ((a * a) + (c * c) - (b * b) - (d * d)) * sy, 2 * ((c * d) - (a * b)) * sz, offset[1] },
            { 2 * ((b * d) - (a * c)) * sx, 2 * ((c * d) + (a * b)) * sy, ((a * a) + (d * d) - (c * c) - (b * b)) * sz, offset[2] },
            { 0, 0, 0, 1 },
        };
    }

    /// <summary>The rotation of an affine as b, c, d, where it is one: axes that are not orthogonal have no quaternion.</summary>
    /// <param name="affine">4 × 4, invertible.</param>
    /// <param name="spacing">Lengths of its first three columns.</param>
    /// <param name="quaternion">b, c, d with a ≥ 0.</param>
    /// <param name="flipZ">True for a left-handed grid: its third axis is turned round before (qfac −1).</param>
    /// <returns>False for an affine with shears.</returns>
    public static bool TryToQuaternion(double[,] affine, IReadOnlyList<double> spacing, Span<double> quaternion, out bool flipZ)
    {
        double[,] r = new double[3, 3];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                r[row, column] = affine[row, column] / spacing[column];
            }
        }

        flipZ = Determinant(r) < 0;
        if (flipZ)
        {
            (r[0, 2], r[1, 2], r[2, 2]) = (-r[0, 2], -r[1, 2], -r[2, 2]);
        }

        for (int first = 0; first < 3; first++)
        {
            int second = (first + 1) % 3;
            double cosine = (r[0, first] * r[0, second]) + (r[1, first] * r[1, second]) + (r[2, first] * r[2, second]);
            if (Math.Abs(cosine) > OrthogonalityTolerance)
            {
                return false;
            }
        }

        // 4a², 4b², 4c², 4d² follow from the diagonal. The root is taken of the largest, the others divide by it: Shepperd,
        // Quaternion from rotation matrix, J. Guidance and Control 1, 223 (1978).
        double[] square =
        [
            1 + r[0, 0] + r[1, 1] + r[2, 2],
            1 + r[0, 0] - r[1, 1] - r[2, 2],
            1 - r[0, 0] + r[1, 1] - r[2, 2],
            1 - r[0, 0] - r[1, 1] + r[2, 2],
        ];
        int largest = Array.IndexOf(square, square.Max());
        double root = Math.Sqrt(square[largest]);
        double scale = 0.5 / root;
        double[] q = largest switch
        {
            0 => [root / 2, (r[2, 1] - r[1, 2]) * scale, (r[0, 2] - r[2, 0]) * scale, (r[1, 0] - r[0, 1]) * scale],
            1 => [(r[2, 1] - r[1, 2]) * scale, root / 2, (r[0, 1] + r[1, 0]) * scale, (r[0, 2] + r[2, 0]) * scale],
            2 => [(r[0, 2] - r[2, 0]) * scale, (r[0, 1] + r[1, 0]) * scale, root / 2, (r[1, 2] + r[2, 1]) * scale],
            _ => [(r[1, 0] - r[0, 1]) * scale, (r[0, 2] + r[2, 0]) * scale, (r[1, 2] + r[2, 1]) * scale, root / 2],
        };
        double sign = q[0] < 0 ? -1 : 1;
        (quaternion[0], quaternion[1], quaternion[2]) = (sign * q[1], sign * q[2], sign * q[3]);
        return true;
    }

    /// <summary>
    /// The affine of an image that says nothing about its place: the first axis runs to the left and the origin lies in the
    /// middle, as nibabel takes it. The standard gives spacings only for this case, neither origin nor handedness.
    /// </summary>
    public static double[,] FromSpacing(ReadOnlySpan<int> dimensions, ReadOnlySpan<double> spacing)
    {
        double[,] affine = new double[4, 4];
        affine[3, 3] = 1;
        for (int axis = 0; axis < 3; axis++)
        {
            double step = axis == 0 ? -spacing[axis] : spacing[axis];
            affine[axis, axis] = step;
            affine[axis, 3] = -step * (dimensions[axis] - 1) / 2;
        }

        return affine;
    }

    private static double Determinant(double[,] r) =>
        (r[0, 0] * ((r[1, 1] * r[2, 2]) - (r[1, 2] * r[2, 1])))
        - (r[0, 1] * ((r[1, 0] * r[2, 2]) - (r[1, 2] * r[2, 0])))
        + (r[0, 2] * ((r[1, 0] * r[2, 1]) - (r[1, 1] * r[2, 0])));
}
