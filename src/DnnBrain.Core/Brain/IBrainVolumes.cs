namespace DnnBrain.Brain;

/// <summary>Looks at one volume of an image.</summary>
/// <param name="volume">0-based number of the volume.</param>
/// <param name="values">One value a voxel, x fastest; valid during the call only.</param>
public delegate void BrainVolumeVisitor(int volume, ReadOnlySpan<double> values);

/// <summary>
/// The volumes of an image on one grid, in memory or in a file behind the object: what the readers of image formats give and
/// what their writers take.
/// </summary>
public interface IBrainVolumes
{
    /// <summary>The grid.</summary>
    VolumeSpace Space { get; }

    /// <summary>The number of volumes; 1 for a 3-D image.</summary>
    int VolumeCount { get; }

    /// <summary>
    /// Shows all volumes in their order, one after the other, with the format's scaling applied. Volumes come in order because a
    /// compressed file can only be read so; no more than one is held.
    /// </summary>
    /// <param name="visitor">Called once a volume.</param>
    /// <param name="token">Looked at before every volume.</param>
    void VisitVolumes(BrainVolumeVisitor visitor, CancellationToken token = default);
}
