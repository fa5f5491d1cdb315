using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class VolumeSpaceTests
{
    [Fact]
    public void VoxelSize_ObliqueAffine_IsLengthOfColumns()
    {
        // A rotation by 30° about z of voxels of 2 × 3 × 4 mm.
        double c = Math.Sqrt(3) / 2;
        var space = new VolumeSpace(
            new VolumeDimensions(2, 2, 2),
            new double[,] { { 2 * c, -3 * 0.5, 0, 1 }, { 2 * 0.5, 3 * c, 0, 2 }, { 0, 0, 4, 3 }, { 0, 0, 0, 1 } });

        Assert.Equal(2, space.VoxelSize[0], 12);
        Assert.Equal(3, space.VoxelSize[1], 12);
        Assert.Equal(4, space.VoxelSize[2], 12);
    }

    [Fact]
    public void IndexOf_Coordinates_RunsAlongXFirst()
    {
        var dimensions = new VolumeDimensions(3, 4, 5);

        Assert.Equal(0, dimensions.IndexOf(0, 0, 0));
        Assert.Equal(1, dimensions.IndexOf(1, 0, 0));
        Assert.Equal(3, dimensions.IndexOf(0, 1, 0));
        Assert.Equal(12, dimensions.IndexOf(0, 0, 1));
        Assert.Equal((2, 1, 4), dimensions.CoordinatesOf(dimensions.IndexOf(2, 1, 4)));
    }

    [Fact]
    public void FindDifference_RoundedToSinglePrecision_IsNone()
    {
        double[,] rounded = BrainData.Affine;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                rounded[i, j] = (float)(rounded[i, j] * (1 + 3e-7));
            }
        }

        Assert.Null(BrainData.Space().FindDifference(new VolumeSpace(new VolumeDimensions(3, 2, 2), rounded)));
    }

    [Theory]
    [InlineData(0, 3, 0.021)] // shifted by just more than a hundredth of the 2 mm edge
    [InlineData(0, 0, 4)] // mirrored: the corner at x = 0 stays, the one at x = 2 moves
    public void FindDifference_AnotherAffine_IsNamed(int row, int column, double change)
    {
        double[,] other = BrainData.Affine;
        other[row, column] += change;

        string? difference = BrainData.Space().FindDifference(new VolumeSpace(new VolumeDimensions(3, 2, 2), other));

        Assert.Contains("mm apart", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void FindDifference_AnotherSize_NamesBoth() =>
        Assert.Equal("3×2×2 voxels against 3×2×3", BrainData.Space().FindDifference(BrainData.Space(z: 3)));

    [Theory]
    [InlineData(0, 2, 2, 1)]
    [InlineData(50000, 50000, 50000, 1)] // 1.25e14 voxels, far beyond an array
    [InlineData(2, 2, 2, 0)]
    [InlineData(2, 2, 2, double.NaN)]
    public void Constructor_UnusableGrid_IsRefused(int x, int y, int z, double scale)
    {
        double[,] affine = { { scale, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };

        var error = Assert.Throws<DnnBrainException>(() => new VolumeSpace(new VolumeDimensions(x, y, z), affine));

        Assert.Equal("SpaceInvalid", error.ErrorId);
    }

    [Fact]
    public void Affine_ChangedByCaller_LeavesSpaceAlone()
    {
        VolumeSpace space = BrainData.Space();
        space.Affine[0, 0] = 99;

        Assert.Equal(-2, space.Affine[0, 0]);
    }
}
