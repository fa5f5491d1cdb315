using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class BrainPatternReaderTests
{
    private static readonly double[] s_labels = [0, 1, 2, 2, 0, 1, 0, 0, 0, 0, 0, 2];

    private static BrainMask Mask(VolumeSpace? space = null) => BrainMask.FromImage(BrainData.Volume(space ?? BrainData.Space(), s_labels));

    private static IReadOnlyList<BrainPattern> Read(BrainImage image, BrainMask mask, string[] ids, IRunObserver? observer = null) =>
        BrainPatternReader.Read(image, mask, mask.Labels, ids, "sub-01", observer ?? SilentObserver.Instance, CancellationToken.None);

    [Fact]
    public void Read_TwoRegions_GivesRowsOfVolumesAndColumnsOfVoxels()
    {
        IReadOnlyList<BrainPattern> patterns = Read(BrainData.Series(BrainData.Space(), 3), Mask(), BrainData.Ids(3));

        Assert.Equal(["1", "2"], patterns.Select(p => p.Name));
        BrainPattern second = patterns[1];
        Assert.Equal("sub-01", second.Subject);
        Assert.Equal([2, 3, 11], second.VoxelIndex);
        float[] values = new float[9];
        second.Read(0, 3, values);
        Assert.Equal([2, 3, 11, 102, 103, 111, 202, 203, 211], values);
        double[] row = new double[3];
        second.Read(2, 1, row);
        Assert.Equal([202, 203, 211], row);
    }

    [Fact]
    public void Read_DeadVoxels_AreNamedByCountAndKept()
    {
        BrainImage image = BrainData.Series(BrainData.Space(), 3, (volume, values) =>
        {
            values.Span[2] = 5;
            values.Span[3] = volume == 1 ? double.NaN : volume;
            values.Span[11] = double.PositiveInfinity;
        });
        var observer = new RecordingObserver();

        BrainPattern pattern = Read(image, Mask(), BrainData.Ids(3), observer)[1];

        Assert.Collection(
            observer.Warnings,
            missing => Assert.StartsWith("Region '2' of '': 2 of 3 voxels hold NaN or infinity", missing, StringComparison.Ordinal),
            constant => Assert.StartsWith("Region '2' of '': 1 of 3 voxels are constant", constant, StringComparison.Ordinal));
        float[] values = new float[9];
        pattern.Read(0, 3, values);
        Assert.Equal([5, 0, float.PositiveInfinity, 5, float.NaN, float.PositiveInfinity, 5, 2, float.PositiveInfinity], values);
    }

    [Fact]
    public void Read_MaskOnAnotherGrid_NamesBoth()
    {
        double[,] shifted = BrainData.Affine;
        shifted[1, 3] += 2;

        var error = Assert.Throws<DnnBrainException>(
            () => Read(BrainData.Series(BrainData.Space(), 3), Mask(new VolumeSpace(new VolumeDimensions(3, 2, 2), shifted)), BrainData.Ids(3)));

        Assert.Equal("SpaceMismatch", error.ErrorId);
        Assert.Contains("2 mm apart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongNumberOfStimuli_IsRefused()
    {
        var error = Assert.Throws<DnnBrainException>(() => Read(BrainData.Series(BrainData.Space(), 3), Mask(), BrainData.Ids(4)));

        Assert.Equal("VolumeCountMismatch", error.ErrorId);
        Assert.Contains("3 volumes, but 4 stimuli", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StimulusTwice_IsRefused() =>
        Assert.Equal("StimulusDuplicate", Assert.Throws<DnnBrainException>(() => Read(BrainData.Series(BrainData.Space(), 2), Mask(), ["a", "a"])).ErrorId);

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        BrainMask mask = Mask();

        Assert.Throws<OperationCanceledException>(() => BrainPatternReader.Read(
            BrainData.Series(BrainData.Space(), 2), mask, mask.Labels, BrainData.Ids(2), null, SilentObserver.Instance, source.Token));
    }
}
