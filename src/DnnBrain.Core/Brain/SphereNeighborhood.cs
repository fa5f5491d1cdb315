using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Brain;

/// <summary>The spheres of a searchlight: around each voxel of a mask those voxels of the mask that lie within a radius.</summary>
/// <remarks>
/// Spheres are made when they are read: a list of them would take 4 bytes a centre and voxel. The grid's map of units takes 4 bytes a voxel of
/// the grid.
/// </remarks>
public sealed class SphereNeighborhood : IUnitNeighborhood
{
    // Affines are stored in single precision: voxels of 3 mm lie at 2.9999998 mm from each other.
    private const double Slack = 1e-3;

    private readonly (int X, int Y, int Z)[] _offset;
    private readonly int[] _unitOfVoxel;
    private readonly VoxelSet _voxels;
    private readonly VoxelSet _centers;

    private SphereNeighborhood(VoxelSet voxels, SphereOptions options)
    {
        _voxels = voxels;
        _offset = Offsets(voxels.Space, options);
        _unitOfVoxel = new int[voxels.Space.Dimensions.VoxelCount];
        for (int unit = 0; unit < voxels.UnitCount; unit++)
        {
            _unitOfVoxel[voxels.VoxelIndex[unit]] = unit + 1;
        }

        int fewest = Math.Max(1, (int)Math.Ceiling((options.MinVoxelShare * _offset.Length) - 1e-9));
        int[] sphere = new int[_offset.Length];
        List<int> kept = [];
        foreach (int voxel in voxels.VoxelIndex)
        {
            int count = ReadVoxel(voxel, sphere);
            if (count >= fewest)
            {
                kept.Add(voxel);
                LargestCount = Math.Max(LargestCount, count);
            }
        }

        _centers = new VoxelSet(voxels.Space, kept);
        Parameters = new Dictionary<string, string>
        {
            ["Radius"] = string.Create(CultureInfo.InvariantCulture, $"{options.Radius} {options.Unit}"),
            ["MinVoxelShare"] = options.MinVoxelShare.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <inheritdoc/>
    public int UnitCount => _voxels.UnitCount;

    /// <summary>The voxels of a whole sphere.</summary>
    public int SphereVoxelCount => _offset.Length;

    /// <summary>The centres, in the order of the mask's voxels.</summary>
    public VoxelSet CenterVoxels => _centers;

    /// <inheritdoc/>
    public int LargestCount { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    IUnitSpace IUnitNeighborhood.Centers => _centers;

    /// <summary>Makes the spheres of a mask.</summary>
    /// <param name="voxels">The mask's voxels: the units of the pattern sets, in their order.</param>
    /// <param name="options">Radius and smallest share.</param>
    /// <exception cref="DnnBrainException">
    /// The radius is not positive, or its sphere is larger than the grid (<c>RadiusInvalid</c>); the share is not in [0, 1]
    /// (<c>VoxelShareInvalid</c>); no sphere has as large a share in the mask (<c>SearchlightEmpty</c>).
    /// </exception>
    /// <remarks>O(voxels × sphere).</remarks>
    public static SphereNeighborhood Create(VoxelSet voxels, SphereOptions options)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.MinVoxelShare is >= 0 and <= 1))
        {
            throw new DnnBrainException(
                "VoxelShareInvalid",
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"The smallest share of a sphere that must be in the mask is {options.MinVoxelShare}; it lies between 0 and 1."),
                options.MinVoxelShare);
        }

        var spheres = new SphereNeighborhood(voxels, options);
        return spheres._centers.UnitCount > 0 ? spheres : throw new DnnBrainException(
            "SearchlightEmpty",
            ErrorKind.InvalidArgument,
            FormattableString.Invariant($"A sphere of {options.Radius} {options.Unit} has {spheres.SphereVoxelCount} voxels, and nowhere lie {100 * options.MinVoxelShare:G3} % of them in the mask of {voxels.UnitCount} voxels. Take a smaller radius or a smaller share."),
            options.Radius);
    }

    /// <inheritdoc/>
    public int Read(int center, Span<int> units) => ReadVoxel(_centers.VoxelIndex[center], units);

    /// <summary>Centres and spheres.</summary>
    public override string ToString() => $"{_centers.UnitCount:N0} centres, spheres of {SphereVoxelCount} voxels";

    private int ReadVoxel(int voxel, Span<int> units)
    {
        VolumeDimensions dimensions = _voxels.Space.Dimensions;
        (int x, int y, int z) = dimensions.CoordinatesOf(voxel);
        int count = 0;
        foreach ((int dx, int dy, int dz) in _offset)
        {
            // A negative coordinate is a large unsigned one.
            if ((uint)(x + dx) < dimensions.X && (uint)(y + dy) < dimensions.Y && (uint)(z + dz) < dimensions.Z
                && _unitOfVoxel[dimensions.IndexOf(x + dx, y + dy, z + dz)] is > 0 and int unit)
            {
                units[count++] = unit - 1;
            }
        }

        return count;
    }

    // In the order of memory, so that units come in ascending order where the mask's voxels do.
    private static (int X, int Y, int Z)[] Offsets(VolumeSpace space, SphereOptions options)
    {
        double[,] affine = options.Unit == RadiusUnit.Voxel ? new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } : space.Affine;
        double edge = options.Unit == RadiusUnit.Voxel ? 1 : space.VoxelSize.Min();
        double radius = options.Radius + (Slack * edge);
        (double[,] inverse, double determinant) = Invert(affine);
        double expected = 4.0 / 3 * Math.PI * Math.Pow(options.Radius, 3) / Math.Abs(determinant);
        if (!(options.Radius > 0) || !(expected <= space.Dimensions.VoxelCount))
        {
            throw new DnnBrainException(
                "RadiusInvalid",
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"The radius is {options.Radius} {options.Unit}; it is positive, and its sphere has no more voxels than the grid ({space})."),
                options.Radius);
        }

        // The extent of an ellipsoid along an axis of the grid is the radius times the length of that row of the inverse.
        int[] extent = [.. Enumerable.Range(0, 3).Select(r => (int)(radius * Math.Sqrt(Enumerable.Range(0, 3).Sum(c => inverse[r, c] * inverse[r, c]))))];
        var offsets = new List<(int, int, int)>();
        for (int z = -extent[2]; z <= extent[2]; z++)
        {
            for (int y = -extent[1]; y <= extent[1]; y++)
            {
                for (int x = -extent[0]; x <= extent[0]; x++)
                {
                    double square = Enumerable.Range(0, 3).Sum(r => Math.Pow((affine[r, 0] * x) + (affine[r, 1] * y) + (affine[r, 2] * z), 2));
                    if (square <= radius * radius)
                    {
                        offsets.Add((x, y, z));
                    }
                }
            }
        }

        return [.. offsets];
    }

    private static (double[,] Inverse, double Determinant) Invert(double[,] a)
    {
        double[,] cofactor = new double[3, 3];
        for (int r = 0; r < 3; r++)
        {
            for (int c = 0; c < 3; c++)
            {
                (int r1, int r2, int c1, int c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
                cofactor[r, c] = (a[r1, c1] * a[r2, c2]) - (a[r1, c2] * a[r2, c1]);
            }
        }

        double determinant = (a[0, 0] * cofactor[0, 0]) + (a[0, 1] * cofactor[0, 1]) + (a[0, 2] * cofactor[0, 2]);
        double[,] inverse = new double[3, 3];
        for (int r = 0; r < 3; r++)
        {
            for (int c = 0; c < 3; c++)
            {
                inverse[r, c] = cofactor[c, r] / determinant;
            }
        }

        return (inverse, determinant);
    }
}
