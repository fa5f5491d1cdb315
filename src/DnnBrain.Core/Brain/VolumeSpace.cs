using System.Globalization;

namespace DnnBrain.Brain;

/// <summary>The grid that a volume is sampled on: its size in voxels and the affine that takes voxels to millimetres.</summary>
/// <remarks>
/// The affine takes 0-based voxel coordinates to millimetres, right-anterior-superior positive, as in the NIfTI-1 standard and
/// in nibabel: (x, y, z, 1)mm' = A · (i, j, k, 1)'.
/// </remarks>
public sealed class VolumeSpace
{
    /// <summary>Two grids are the same when no voxel is further from its counterpart than this part of a voxel's shortest edge.</summary>
    /// <remarks>
    /// Programs store one and the same affine as single precision rows or as a quaternion; what is left of it differs by
    /// about 1e-4 mm. A hundredth of a voxel is far above that and far below anything that would change a region.
    /// </remarks>
    public const double Tolerance = 0.01;

    private readonly double[,] _affine;

    /// <summary>Makes a grid; the affine is copied.</summary>
    /// <param name="dimensions">The size in voxels.</param>
    /// <param name="affine">4 × 4, voxels to mm; the last row is 0 0 0 1.</param>
    /// <param name="frame">What the millimetres are relative to.</param>
    /// <exception cref="DnnBrainException">
    /// A dimension is below 1, there are more than 2^31 − 1 voxels, or the affine is no invertible 4 × 4 affine of finite numbers
    /// (<c>SpaceInvalid</c>).
    /// </exception>
    public VolumeSpace(VolumeDimensions dimensions, double[,] affine, CoordinateFrame frame = CoordinateFrame.Unknown)
    {
        ArgumentNullException.ThrowIfNull(affine);
        if (dimensions.X < 1 || dimensions.Y < 1 || dimensions.Z < 1
            || (Int128)dimensions.X * dimensions.Y * dimensions.Z > int.MaxValue)
        {
            throw Invalid($"A volume cannot have {dimensions} voxels; each dimension must be at least 1, and all together at most {int.MaxValue}.");
        }

        if (affine.GetLength(0) != 4 || affine.GetLength(1) != 4)
        {
            throw Invalid($"An affine has 4 × 4 numbers, not {affine.GetLength(0)} × {affine.GetLength(1)}.");
        }

        if (!affine.Cast<double>().All(double.IsFinite)
            || (affine[3, 0], affine[3, 1], affine[3, 2], affine[3, 3]) != (0, 0, 0, 1)
            || Determinant(affine) == 0)
        {
            throw Invalid($"{Format(affine)} is no affine from voxels to mm: it must be finite and invertible, with 0 0 0 1 as its last row.");
        }

        Dimensions = dimensions;
        Frame = frame;
        _affine = (double[,])affine.Clone();
        VoxelSize = Array.AsReadOnly(Enumerable.Range(0, 3)
            .Select(c => Math.Sqrt((affine[0, c] * affine[0, c]) + (affine[1, c] * affine[1, c]) + (affine[2, c] * affine[2, c])))
            .ToArray());
    }

    /// <summary>The size in voxels.</summary>
    public VolumeDimensions Dimensions { get; }

    /// <summary>The edges of a voxel along the three axes in mm: the lengths of the affine's first three columns.</summary>
    public IReadOnlyList<double> VoxelSize { get; }

    /// <summary>What the millimetres are relative to. Not compared by <see cref="FindDifference"/>.</summary>
    public CoordinateFrame Frame { get; }

    /// <summary>The affine as a copy, 4 × 4.</summary>
    public double[,] Affine => (double[,])_affine.Clone();

    /// <summary>Where a voxel's centre lies in mm.</summary>
    /// <param name="voxelIndex">0-based position in memory, x fastest.</param>
    public (double X, double Y, double Z) ToMillimetres(int voxelIndex)
    {
        (int x, int y, int z) = Dimensions.CoordinatesOf(voxelIndex);
        return (Row(0), Row(1), Row(2));

        double Row(int r) => (_affine[r, 0] * x) + (_affine[r, 1] * y) + (_affine[r, 2] * z) + _affine[r, 3];
    }

    /// <summary>The voxel that contains a place: the one whose centre is nearest along the axes of the grid.</summary>
    /// <param name="x">To the right, in mm.</param>
    /// <param name="y">To the front, in mm.</param>
    /// <param name="z">Upwards, in mm.</param>
    /// <returns>Its 0-based position in memory; −1 outside the volume. Between two voxels it is the one with the larger coordinate.</returns>
    public int NearestVoxel(double x, double y, double z)
    {
        (double px, double py, double pz) = (x - _affine[0, 3], y - _affine[1, 3], z - _affine[2, 3]);
        double[,] a = _affine;
        double determinant = Determinant(a);

        // Cramer's rule; rounding must not decide for a place on a border.
        int i = Round(((px * ((a[1, 1] * a[2, 2]) - (a[1, 2] * a[2, 1]))) - (a[0, 1] * ((py * a[2, 2]) - (a[1, 2] * pz))) + (a[0, 2] * ((py * a[2, 1]) - (a[1, 1] * pz)))) / determinant);
        int j = Round(((a[0, 0] * ((py * a[2, 2]) - (a[1, 2] * pz))) - (px * ((a[1, 0] * a[2, 2]) - (a[1, 2] * a[2, 0]))) + (a[0, 2] * ((a[1, 0] * pz) - (py * a[2, 0])))) / determinant);
        int k = Round(((a[0, 0] * ((a[1, 1] * pz) - (py * a[2, 1]))) - (a[0, 1] * ((a[1, 0] * pz) - (py * a[2, 0]))) + (px * ((a[1, 0] * a[2, 1]) - (a[1, 1] * a[2, 0])))) / determinant);
        return i >= 0 && i < Dimensions.X && j >= 0 && j < Dimensions.Y && k >= 0 && k < Dimensions.Z ? Dimensions.IndexOf(i, j, k) : -1;

        static int Round(double coordinate) => (int)Math.Clamp(Math.Floor(coordinate + 0.5 + 1e-6), -1, int.MaxValue);
    }

    /// <summary>Says how another grid differs from this one.</summary>
    /// <returns>Null when the dimensions are equal and all voxels lie within <see cref="Tolerance"/>; otherwise the difference in words.</returns>
    /// <remarks>
    /// The distance of counterparts is a convex function of the voxel's coordinates, so that the largest one is found at one of
    /// the eight corners.
    /// </remarks>
    public string? FindDifference(VolumeSpace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Dimensions != other.Dimensions)
        {
            return $"{Dimensions} voxels against {other.Dimensions}";
        }

        double largest = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            double[] voxel =
            [
                (corner & 1) * (Dimensions.X - 1),
                (corner >> 1 & 1) * (Dimensions.Y - 1),
                (corner >> 2) * (Dimensions.Z - 1),
                1,
            ];
            double square = 0;
            for (int row = 0; row < 3; row++)
            {
                double difference = 0;
                for (int column = 0; column < 4; column++)
                {
                    difference += (_affine[row, column] - other._affine[row, column]) * voxel[column];
                }

                square += difference * difference;
            }

            largest = Math.Max(largest, Math.Sqrt(square));
        }

        return largest <= Tolerance * VoxelSize.Concat(other.VoxelSize).Min()
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"voxels lie up to {largest:G4} mm apart, with the affines {Format(_affine)} and {Format(other._affine)}");
    }

    /// <summary>Dimensions and voxel size.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Dimensions} voxels of {VoxelSize[0]:G4}×{VoxelSize[1]:G4}×{VoxelSize[2]:G4} mm");

    private static double Determinant(double[,] a) =>
        (a[0, 0] * ((a[1, 1] * a[2, 2]) - (a[1, 2] * a[2, 1])))
        - (a[0, 1] * ((a[1, 0] * a[2, 2]) - (a[1, 2] * a[2, 0])))
        + (a[0, 2] * ((a[1, 0] * a[2, 1]) - (a[1, 1] * a[2, 0])));

    private static string Format(double[,] a) =>
        "[" + string.Join("; ", Enumerable.Range(0, a.GetLength(0)).Select(r => string.Join(' ', Enumerable.Range(0, a.GetLength(1))
            .Select(c => a[r, c].ToString("G6", CultureInfo.InvariantCulture))))) + "]";

    private static DnnBrainException Invalid(string message) => new("SpaceInvalid", ErrorKind.InvalidData, message);
}
