namespace DnnBrain.Brain;

/// <summary>
/// A volume cut parallel to the axes of its millimetres: columns to the right, rows to the front, planes upwards, whatever the order and
/// direction of the voxels in memory.
/// </summary>
/// <remarks>
/// Where the voxels' edges are parallel to the axes, each cell is one voxel. Otherwise cells have about the voxels' size and take the voxel
/// that contains their middle, so that a voxel may be there twice or not at all.
/// </remarks>
public sealed class AxialGrid
{
    private readonly VolumeSpace _space;

    /// <summary>Lays a grid over a volume.</summary>
    public AxialGrid(VolumeSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        double[] step = Steps(space);
        double[] low = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        double[] high = [double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity];
        VolumeDimensions size = space.Dimensions;
        for (int corner = 0; corner < 8; corner++)
        {
            int voxel = size.IndexOf((corner & 1) * (size.X - 1), (corner >> 1 & 1) * (size.Y - 1), (corner >> 2) * (size.Z - 1));
            (double x, double y, double z) = space.ToMillimetres(voxel);
            double[] place = [x, y, z];
            for (int axis = 0; axis < 3; axis++)
            {
                low[axis] = Math.Min(low[axis], place[axis]);
                high[axis] = Math.Max(high[axis], place[axis]);
            }
        }

        First = (low[0], low[1], low[2]);
        Step = (step[0], step[1], step[2]);
        int[] count = [.. Enumerable.Range(0, 3).Select(axis => 1 + (int)Math.Round((high[axis] - low[axis]) / step[axis]))];
        ColumnCount = count[0];
        RowCount = count[1];
        PlaneCount = count[2];
    }

    /// <summary>The middle of the cell that is furthest to the left, to the back and below, in mm.</summary>
    public (double X, double Y, double Z) First { get; }

    /// <summary>From one cell to the next, in mm.</summary>
    public (double X, double Y, double Z) Step { get; }

    /// <summary>Number of cells from left to right.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of cells from back to front.</summary>
    public int RowCount { get; }

    /// <summary>Number of planes.</summary>
    public int PlaneCount { get; }

    /// <summary>Where a plane lies, z in mm.</summary>
    /// <param name="plane">0-based, from below.</param>
    public double Height(int plane) => First.Z + (plane * Step.Z);

    /// <summary>The plane nearest to a height; −1 beyond half a step outside the volume.</summary>
    /// <param name="z">In mm.</param>
    public int PlaneAt(double z)
    {
        int plane = (int)Math.Floor(((z - First.Z) / Step.Z) + 0.5 + 1e-6);
        return plane >= 0 && plane < PlaneCount ? plane : -1;
    }

    /// <summary>The voxel in the middle of a cell: its 0-based position in memory; −1 outside the volume.</summary>
    /// <param name="column">0-based, from the left.</param>
    /// <param name="row">0-based, from the back.</param>
    /// <param name="z">The height in mm.</param>
    public int VoxelAt(int column, int row, double z) => _space.NearestVoxel(First.X + (column * Step.X), First.Y + (row * Step.Y), z);

    // Each axis takes the edge of the voxels that is most parallel to it; among the six ways the one with the largest product of shares.
    private static double[] Steps(VolumeSpace space)
    {
        double[,] a = space.Affine;
        double Share(int axis, int edge) => Math.Abs(a[axis, edge]) / space.VoxelSize[edge];
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        int[] order = orders.MaxBy(edges => Share(0, edges[0]) * Share(1, edges[1]) * Share(2, edges[2]))!;
        return [.. order.Select(edge => space.VoxelSize[edge])];
    }
}
