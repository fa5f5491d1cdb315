using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class BrainMapTests
{
    private static double[][] Volumes(IBrainVolumes volumes)
    {
        var all = new List<double[]>();
        volumes.VisitVolumes((_, values) => all.Add(values.ToArray()));
        return [.. all];
    }

    [Fact]
    public void ToVolumes_TwoMaps_ScattersEachIntoItsVolume()
    {
        VolumeSpace space = BrainData.Space(2, 2, 1);
        var first = new BrainMap("first", new VoxelSet(space, [3, 0]), [1, float.NaN]);
        var second = new BrainMap("second", new VoxelSet(space, [1]), [5]);

        double[][] volumes = Volumes(BrainMap.ToVolumes([first, second]));

        Assert.Equal([[double.NaN, 0, 0, 1], [0, 5, 0, 0]], volumes);
    }

    [Fact]
    public void ToVolumes_DifferentGrids_NamesBothMaps()
    {
        var first = new BrainMap("first", new VoxelSet(BrainData.Space(2), [0]), [1]);
        var second = new BrainMap("second", new VoxelSet(BrainData.Space(3), [0]), [1]);

        var error = Assert.Throws<DnnBrainException>(() => BrainMap.ToVolumes([first, second]));

        Assert.Equal("SpaceMismatch", error.ErrorId);
        Assert.Contains("'first' and 'second'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToVolumes_Pattern_RestoresVolumes()
    {
        BrainImage image = BrainData.Series(BrainData.Space(), 2);
        BrainMask mask = BrainMask.FromImage(BrainData.Volume(BrainData.Space(), 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1));
        BrainPattern pattern = BrainPatternReader.Read(
            image, mask, mask.Labels, BrainData.Ids(2), null, SilentObserver.Instance, CancellationToken.None)[0];

        Assert.Equal(
            [[0, 0, 2, 0, 0, 5, 0, 0, 0, 0, 0, 11], [0, 0, 102, 0, 0, 105, 0, 0, 0, 0, 0, 111]],
            Volumes(pattern.ToVolumes()));
    }

    [Theory]
    [InlineData(new[] { 0, 4 })]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { 1, 1 })]
    public void VoxelSet_ImpossibleIndex_IsRefused(int[] index) =>
        Assert.Equal("VoxelInvalid", Assert.Throws<DnnBrainException>(() => new VoxelSet(BrainData.Space(2, 2, 1), index)).ErrorId);

    [Fact]
    public void Constructor_WrongNumberOfValues_IsRefused() =>
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => new BrainMap("m", new VoxelSet(BrainData.Space(), [0, 1]), [1])).ErrorId);
}
