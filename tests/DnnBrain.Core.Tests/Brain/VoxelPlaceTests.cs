using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

/// <summary>Where voxels lie, and which belong to what.</summary>
public class VoxelPlaceTests
{
    [Fact]
    public void ToMillimetres_OfAnObliqueAffine_IsItsProductWithTheCoordinates()
    {
        var space = new VolumeSpace(new VolumeDimensions(3, 4, 5), new double[,] { { 1, 2, 3, 100 }, { -4, 5, 6, 200 }, { 7, -8, 9, 300 }, { 0, 0, 0, 1 } });

        // Voxel (2, 1, 3) stands at 2 + 3·1 + 12·3 = 41 in memory.
        Assert.Equal((100 + 2 + 2 + 9, 200 - 8 + 5 + 18, 300 + 14 - 8 + 27), space.ToMillimetres(41));
        Assert.Equal((100, 200, 300), space.ToMillimetres(0));
    }

    [Theory]
    [InlineData(1, 2, 3, 3.5)]
    [InlineData(3, 1, 2, 3.5)]
    [InlineData(2, 3, 1, 4)]
    public void Spheres_OfVoxelsWithThreeEdges_HoldAllWithinTheRadius(double x, double y, double z, double radius)
    {
        var dimensions = new VolumeDimensions(9, 9, 9);
        var space = new VolumeSpace(dimensions, new double[,] { { x, 0, 0, 0 }, { 0, y, 0, 0 }, { 0, 0, z, 0 }, { 0, 0, 0, 1 } });
        var spheres = SphereNeighborhood.Create(new VoxelSet(space, Enumerable.Range(0, 729)), new SphereOptions { Radius = radius, MinVoxelShare = 0 });
        int[] found = new int[spheres.LargestCount];
        int center = dimensions.IndexOf(4, 4, 4);

        int count = spheres.Read(center, found);

        (double X, double Y, double Z) middle = space.ToMillimetres(center);
        int[] expected = [.. Enumerable.Range(0, 729).Where(voxel =>
        {
            (double X, double Y, double Z) place = space.ToMillimetres(voxel);
            return Math.Pow(place.X - middle.X, 2) + Math.Pow(place.Y - middle.Y, 2) + Math.Pow(place.Z - middle.Z, 2) <= radius * radius;
        })];
        Assert.Equal(expected, found[..count].Order());
        Assert.Equal(0.5, new SphereOptions { Radius = 1 }.MinVoxelShare);
    }

    [Fact]
    public void GetVoxels_OfAMask_AreThoseOfAllRegions()
    {
        BrainMask mask = BrainMask.FromImage(BrainData.Volume(BrainData.Space(), 0, 1, 2, 2, 0, 1, 0, 0, double.NaN, 0, 0, 2));
        Assert.Equal([1, 2, 3, 5, 11], mask.GetVoxels().VoxelIndex);
        Assert.Equal([new BrainLabel(1, "both", 5)], mask.ToSingleRegion("both").Labels);
    }

    [Fact]
    public void FromImage_OfAMap_TakesZeroForOutside()
    {
        BrainImage image = BrainData.Volume(BrainData.Space(), 0, 1, 0, -2, 0, 1, 0, 0, double.NaN, 0, 0, 2);
        BrainMap map = Assert.Single(BrainMap.FromImage(image, new VoxelSet(image.Space, [1, 2, 3, 8]), "conv1", "sub-01", default));

        Assert.Equal([1, float.NaN, -2, float.NaN], map.Values);
        Assert.Equal(("conv1", "sub-01"), (map.Name, map.Subject));
    }

    [Fact]
    public void FromImage_OfSeveralVolumes_TakesEachForASubject()
    {
        BrainImage image = BrainData.Series(BrainData.Space(), 3);
        IReadOnlyList<BrainMap> maps = BrainMap.FromImage(image, new VoxelSet(image.Space, [2, 7]), "conv1", null, default);

        Assert.Equal(["1", "2", "3"], maps.Select(map => map.Subject));
        Assert.Equal([[2, 7], [102, 107], [202, 207]], maps.Select(map => map.Values.ToArray()));
    }

    [Fact]
    public void Pattern_OfOneStimulusTwice_IsRefused()
    {
        Assert.Equal("StimulusDuplicate", Refusal(["a", "a"], 4));
        Assert.Equal("ShapeMismatch", Refusal(["a", "b"], 3));

        static string Refusal(string[] ids, int values) => Assert.Throws<DnnBrainException>(() => new BrainPattern(
            "V1", "a.nii", null, ids, new VoxelSet(BrainData.Space(), [0, 1]), new float[values], new Provenance { Operation = "test" })).ErrorId;
    }
}
