using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public sealed class AxialGridTests
{
    private static readonly VolumeDimensions s_size = new(4, 5, 3);

    /// <summary>Affines of radiological order, of axes in another order, and of single-precision dirt.</summary>
    public static TheoryData<string, double[]> Affines => new()
    {
        { "as stored", [2, 0, 0, -3, 0, 3, 0, -7, 0, 0, 4, 1] },
        { "right to left", [-2, 0, 0, 5, 0, 3, 0, -7, 0, 0, 4, 1] },
        { "sagittal slices", [0, 0, -2, 9, 3, 0, 0, -7, 0, -4, 0, 20] },
        { "rounded", [2, 1e-7, 0, -3, -1e-7, 3, 1e-7, -7, 0, 0, 4.0000002, 1] },
    };

    [Theory]
    [MemberData(nameof(Affines))]
    public void Cells_OfAnUprightVolume_AreItsVoxelsOnceEach(string name, double[] affine)
    {
        Assert.NotEmpty(name);
        VolumeSpace space = Space(affine);
        var grid = new AxialGrid(space);
        var seen = new HashSet<int>();
        for (int plane = 0; plane < grid.PlaneCount; plane++)
        {
            for (int row = 0; row < grid.RowCount; row++)
            {
                for (int column = 0; column < grid.ColumnCount; column++)
                {
                    int voxel = grid.VoxelAt(column, row, grid.Height(plane));
                    Assert.True(seen.Add(voxel));
                    (double x, double y, double z) = space.ToMillimetres(voxel);

                    // Right, front and up are where the grid says they are; the dirt is below a thousandth of a millimetre.
                    Assert.Equal(grid.First.X + (column * grid.Step.X), x, 1e-3);
                    Assert.Equal(grid.First.Y + (row * grid.Step.Y), y, 1e-3);
                    Assert.Equal(grid.Height(plane), z, 1e-3);
                }
            }
        }

        Assert.Equal(60, seen.Count);
        Assert.DoesNotContain(-1, seen);
    }

    [Fact]
    public void NearestVoxel_OfAnObliqueVolume_FindsEveryVoxelAtItsPlace()
    {
        // Rotated by 20° around z and sheared.
        (double c, double s) = (Math.Cos(Math.PI / 9), Math.Sin(Math.PI / 9));
        VolumeSpace space = Space([2 * c, -3 * s, 0.3, -3, 2 * s, 3 * c, 0, -7, 0, 0.2, 4, 1]);
        for (int voxel = 0; voxel < s_size.VoxelCount; voxel++)
        {
            (double x, double y, double z) = space.ToMillimetres(voxel);
            Assert.Equal(voxel, space.NearestVoxel(x, y, z));
            Assert.Equal(voxel, space.NearestVoxel(x + 0.4, y - 0.4, z + 0.4));
        }

        Assert.Equal(-1, space.NearestVoxel(-100, 0, 0));
        Assert.Equal(-1, space.NearestVoxel(1e300, 0, 0));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2.9, 0)]
    [InlineData(3.1, 1)]
    [InlineData(9, 2)]
    [InlineData(-1.1, -1)]
    [InlineData(11.1, -1)]
    public void PlaneAt_AHeight_IsTheNearestPlane(double z, int plane) =>
        Assert.Equal(plane, new AxialGrid(Space([2, 0, 0, -3, 0, 3, 0, -7, 0, 0, 4, 1])).PlaneAt(z));

    private static VolumeSpace Space(double[] a) =>
        new(s_size, new[,] { { a[0], a[1], a[2], a[3] }, { a[4], a[5], a[6], a[7] }, { a[8], a[9], a[10], a[11] }, { 0, 0, 0, 1 } });
}
