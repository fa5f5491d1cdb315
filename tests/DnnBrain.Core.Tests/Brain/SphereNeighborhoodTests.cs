using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class SphereNeighborhoodTests
{
    // Points of the whole-number lattice in a ball, https://oeis.org/A000605.
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 33)]
    [InlineData(3, 123)]
    public void Create_RadiusInVoxels_CountsLatticePoints(int radius, int expected)
    {
        SphereNeighborhood spheres = Spheres(9, radius, RadiusUnit.Voxel, 1);
        Assert.Equal(expected, spheres.SphereVoxelCount);
        Assert.Equal(expected, spheres.LargestCount);

        // Whole spheres only fit around the inner voxels.
        Assert.Equal(Math.Pow(9 - (2 * radius), 3), spheres.CenterVoxels.UnitCount);
    }

    [Fact]
    public void Create_RadiusInMillimetres_FollowsTheVoxelsShape()
    {
        // Voxels of 2 × 2 × 3 mm: 2 mm reach the four neighbours of a slice, 3 mm the two of other slices and the four diagonal ones too.
        Assert.Equal(5, Spheres(5, 2, RadiusUnit.Millimetre, 0).SphereVoxelCount);
        Assert.Equal(11, Spheres(5, 3, RadiusUnit.Millimetre, 0).SphereVoxelCount);
    }

    [Fact]
    public void Create_AffineInSinglePrecision_KeepsNeighborsAtTheRadius()
    {
        const double Edge = 2.9999998;
        var space = new VolumeSpace(new VolumeDimensions(5, 5, 5), new double[,] { { Edge, 0, 0, 0 }, { 0, 3.0000002, 0, 0 }, { 0, 0, 3, 0 }, { 0, 0, 0, 1 } });
        var spheres = SphereNeighborhood.Create(new VoxelSet(space, Enumerable.Range(0, 125)), new SphereOptions { Radius = 3, MinVoxelShare = 0 });
        Assert.Equal(7, spheres.SphereVoxelCount);
    }

    [Fact]
    public void Create_ObliqueAffine_MeasuresInMillimetres()
    {
        // Turned by 30° about z: distances stay as they are.
        (double sin, double cos) = Math.SinCos(Math.PI / 6);
        var space = new VolumeSpace(new VolumeDimensions(9, 9, 9), new double[,] { { 2 * cos, -2 * sin, 0, 1 }, { 2 * sin, 2 * cos, 0, 2 }, { 0, 0, 2, 3 }, { 0, 0, 0, 1 } });
        var spheres = SphereNeighborhood.Create(new VoxelSet(space, Enumerable.Range(0, 729)), new SphereOptions { Radius = 4, MinVoxelShare = 1 });
        Assert.Equal(33, spheres.SphereVoxelCount);
    }

    [Fact]
    public void Read_AtTheBorderOfMaskAndVolume_GivesTheUnitsInside()
    {
        // A row of four voxels, the third outside the mask.
        var space = new VolumeSpace(new VolumeDimensions(4, 1, 1), BrainData.Affine);
        var spheres = SphereNeighborhood.Create(new VoxelSet(space, [0, 1, 3]), new SphereOptions { Radius = 0.8, Unit = RadiusUnit.Voxel, MinVoxelShare = 0 });
        int[] units = new int[spheres.LargestCount];
        Assert.Equal(1, spheres.Read(2, units));
        Assert.Equal(2, units[0]);
        Assert.Equal(3, spheres.UnitCount);
    }

    [Fact]
    public void Create_SmallestShare_LeavesOutCentersAtTheBorder()
    {
        // Of 7 voxels a corner has 4, an edge 5, a face 6, the middle 7; 4/7 = 0.571.
        Assert.Equal(27, Spheres(3, 1, RadiusUnit.Voxel, 0.57).CenterVoxels.UnitCount);
        Assert.Equal(19, Spheres(3, 1, RadiusUnit.Voxel, 0.58).CenterVoxels.UnitCount);
        Assert.Equal(7, Spheres(3, 1, RadiusUnit.Voxel, 0.8).CenterVoxels.UnitCount);
        Assert.Equal(1, Spheres(3, 1, RadiusUnit.Voxel, 1).CenterVoxels.UnitCount);
    }

    [Theory]
    [InlineData(0, 0.5, "RadiusInvalid")]
    [InlineData(double.NaN, 0.5, "RadiusInvalid")]
    [InlineData(1e6, 0.5, "RadiusInvalid")]
    [InlineData(1, 1.5, "VoxelShareInvalid")]
    [InlineData(1, double.NaN, "VoxelShareInvalid")]
    [InlineData(1.8, 1, "SearchlightEmpty")]
    public void Create_UnusableOption_IsRefused(double radius, double share, string errorId)
    {
        var space = new VolumeSpace(new VolumeDimensions(3, 3, 3), BrainData.Affine);
        var voxels = new VoxelSet(space, [0, 1, 2]);
        DnnBrainException error = Assert.Throws<DnnBrainException>(
            () => SphereNeighborhood.Create(voxels, new SphereOptions { Radius = radius, Unit = RadiusUnit.Voxel, MinVoxelShare = share }));
        Assert.Equal(errorId, error.ErrorId);
    }

    private static SphereNeighborhood Spheres(int edge, double radius, RadiusUnit unit, double share)
    {
        var space = new VolumeSpace(new VolumeDimensions(edge, edge, edge), BrainData.Affine);
        return SphereNeighborhood.Create(
            new VoxelSet(space, Enumerable.Range(0, edge * edge * edge)), new SphereOptions { Radius = radius, Unit = unit, MinVoxelShare = share });
    }
}
