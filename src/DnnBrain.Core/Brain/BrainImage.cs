namespace DnnBrain.Brain;

/// <summary>
/// ONE image file of one or more volumes on a grid. Only the header is in memory; the volumes are read from the file when they
/// are needed.
/// </summary>
public sealed class BrainImage : IBrainVolumes
{
    private readonly IBrainVolumes _volumes;

    /// <summary>Makes an image from what a format's reader gives.</summary>
    /// <param name="path">Full path of the file; empty for an image that is in memory only.</param>
    /// <param name="volumes">Its volumes.</param>
    public BrainImage(string path, IBrainVolumes volumes)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(volumes);
        Path = path;
        _volumes = volumes;
    }

    /// <summary>Full path of the file; empty for an image that is in memory only.</summary>
    public string Path { get; }

    /// <summary>The file's own description; empty where it has none.</summary>
    public string Description { get; init; } = "";

    /// <inheritdoc/>
    public VolumeSpace Space => _volumes.Space;

    /// <summary>The size of a volume in voxels.</summary>
    public VolumeDimensions Dimensions => Space.Dimensions;

    /// <summary>The edges of a voxel in mm.</summary>
    public IReadOnlyList<double> VoxelSize => Space.VoxelSize;

    /// <summary>4 × 4, 0-based voxels to mm, as a copy.</summary>
    public double[,] Affine => Space.Affine;

    /// <inheritdoc/>
    public int VolumeCount => _volumes.VolumeCount;

    /// <inheritdoc/>
    public void VisitVolumes(BrainVolumeVisitor visitor, CancellationToken token = default) => _volumes.VisitVolumes(visitor, token);

    /// <summary>The file and its hash, for the provenance of what is made from it; empty for an image in memory.</summary>
    internal IEnumerable<InputFile> ToInputs() => Path.Length == 0 ? [] : [InputFile.FromFile(Path)];

    /// <summary>File name, grid and number of volumes.</summary>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path)} {Space}, {VolumeCount} {(VolumeCount == 1 ? "volume" : "volumes")}";
}
