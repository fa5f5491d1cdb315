using DnnBrain.Statistics.Clusters;

namespace DnnBrain.Brain;

/// <summary>Which voxels of a set lie side by side.</summary>
internal static class VoxelGraph
{
    /// <summary>The numbers of neighbours that are offered, inside a volume.</summary>
    public static readonly int[] Connectivities = [6, 18, 26];

    /// <summary>Makes the graph.</summary>
    /// <param name="voxels">The cells.</param>
    /// <param name="connectivity">6: neighbours share a face; 18: a face or an edge; 26: a face, an edge or a corner.</param>
    /// <exception cref="DnnBrainException">Another number (<c>ConnectivityInvalid</c>).</exception>
    public static NeighborGraph Create(VoxelSet voxels, int connectivity)
    {
        if (!Connectivities.Contains(connectivity))
        {
            throw new DnnBrainException(
                "ConnectivityInvalid", ErrorKind.InvalidArgument, $"A voxel has {string.Join(", ", Connectivities)} neighbours, not {connectivity}.", connectivity);
        }

        VolumeDimensions dimensions = voxels.Space.Dimensions;
        int[] cellOfVoxel = new int[dimensions.VoxelCount];
        for (int cell = 0; cell < voxels.UnitCount; cell++)
        {
            cellOfVoxel[voxels.VoxelIndex[cell]] = cell + 1;
        }

        int steps = connectivity == 6 ? 1 : connectivity == 18 ? 2 : 3;
        (int X, int Y, int Z)[] offsets = [..
            from z in Enumerable.Range(-1, 3)
            from y in Enumerable.Range(-1, 3)
            from x in Enumerable.Range(-1, 3)
            where Math.Abs(x) + Math.Abs(y) + Math.Abs(z) is > 0 and int distance && distance <= steps
            select (x, y, z)];
        int[] start = new int[voxels.UnitCount + 1];
        var neighbor = new List<int>(voxels.UnitCount * connectivity);
        for (int cell = 0; cell < voxels.UnitCount; cell++)
        {
            (int x, int y, int z) = dimensions.CoordinatesOf(voxels.VoxelIndex[cell]);
            foreach ((int dx, int dy, int dz) in offsets)
            {
                if ((uint)(x + dx) < dimensions.X && (uint)(y + dy) < dimensions.Y && (uint)(z + dz) < dimensions.Z
                    && cellOfVoxel[dimensions.IndexOf(x + dx, y + dy, z + dz)] is > 0 and int other)
                {
                    neighbor.Add(other - 1);
                }
            }

            start[cell + 1] = neighbor.Count;
        }

        return new NeighborGraph(start, [.. neighbor]);
    }
}
