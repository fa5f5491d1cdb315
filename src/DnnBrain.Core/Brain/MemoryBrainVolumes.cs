namespace DnnBrain.Brain;

/// <summary>Volumes that are made when they are asked for, from values in memory.</summary>
public sealed class MemoryBrainVolumes : IBrainVolumes
{
    private readonly Action<int, Span<double>> _fill;

    /// <summary>Makes volumes from a function.</summary>
    /// <param name="space">The grid.</param>
    /// <param name="volumeCount">The number of volumes, at least 1.</param>
    /// <param name="fill">Fills the volume of a 0-based number; the volume comes zeroed, one value a voxel, x fastest.</param>
    public MemoryBrainVolumes(VolumeSpace space, int volumeCount, Action<int, Span<double>> fill)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentOutOfRangeException.ThrowIfLessThan(volumeCount, 1);
        Space = space;
        VolumeCount = volumeCount;
        _fill = fill;
    }

    /// <inheritdoc/>
    public VolumeSpace Space { get; }

    /// <inheritdoc/>
    public int VolumeCount { get; }

    /// <inheritdoc/>
    public void VisitVolumes(BrainVolumeVisitor visitor, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        double[] volume = new double[Space.Dimensions.VoxelCount];
        for (int i = 0; i < VolumeCount; i++)
        {
            token.ThrowIfCancellationRequested();
            Array.Clear(volume);
            _fill(i, volume);
            visitor(i, volume);
        }
    }
}
