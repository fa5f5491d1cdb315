using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class BrainMaskTests
{
    private static readonly Dictionary<int, string> s_names = new() { [1] = "early", [2] = "late", [7] = "absent" };

    private static BrainMask Mask(IReadOnlyDictionary<int, string>? names = null) =>
        BrainMask.FromImage(BrainData.Volume(BrainData.Space(), 0, 1, 2, 2, 0, 1, 0, 0, double.NaN, 0, 0, 2), names);

    [Fact]
    public void Labels_NamedRegions_AreCountedWithoutOutsideAndAbsent() =>
        Assert.Equal([new BrainLabel(1, "early", 2), new BrainLabel(2, "late", 3)], Mask(s_names).Labels);

    [Fact]
    public void Labels_WithoutNames_GoByNumber() => Assert.Equal(["1", "2"], Mask().Labels.Select(l => l.Name));

    [Theory]
    [InlineData("2")]
    [InlineData("late")]
    [InlineData("LATE")]
    public void GetLabel_NumberOrName_FindsRegion(string wanted) => Assert.Equal(2, Mask(s_names).GetLabel(wanted).Number);

    [Fact]
    public void GetLabel_Absent_ListsAvailable()
    {
        var error = Assert.Throws<DnnBrainException>(() => Mask(s_names).GetLabel("absent"));

        Assert.Equal("LabelNotFound", error.ErrorId);
        Assert.Contains("1 (early), 2 (late)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetVoxels_Region_AreInOrderOfMemory() =>
        Assert.Equal([2, 3, 11], Mask().GetVoxels(new BrainLabel(2, "2", 3)).VoxelIndex);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e12)]
    [InlineData(double.PositiveInfinity)]
    public void FromImage_NoWholeNumber_IsRefused(double value)
    {
        var error = Assert.Throws<DnnBrainException>(
            () => BrainMask.FromImage(BrainData.Volume(BrainData.Space(), 0, 1, value, 0, 0, 0, 0, 0, 0, 0, 0, 0)));

        Assert.Equal("MaskInvalid", error.ErrorId);
    }

    [Fact]
    public void FromImage_SeveralVolumes_IsRefused() =>
        Assert.Equal("MaskInvalid", Assert.Throws<DnnBrainException>(() => BrainMask.FromImage(BrainData.Series(BrainData.Space(), 2))).ErrorId);

    [Fact]
    public void FromImage_AllOutside_IsRefused() =>
        Assert.Equal("MaskEmpty", Assert.Throws<DnnBrainException>(() => BrainMask.FromImage(BrainData.Volume(BrainData.Space(), new double[12]))).ErrorId);
}
