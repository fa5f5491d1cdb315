using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.MaskCsv;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.MaskCsv;

public sealed class MaskCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The layout as DNNBrain documents it: three axes of one layer, one of another, a whole third.</summary>
    [Fact]
    public void Read_DnnBrainsLayout_GivesOneMaskALayer()
    {
        IReadOnlyList<DnnMask> masks = Read("conv5=chn,row,col\n1,2,3\n4,5\n6,7,8\nfc3=chn\n1,2,3\nconv1=\n");

        Assert.Equal(["conv5", "fc3", "conv1"], masks.Select(m => m.Layer));
        Assert.Equal([4, 5], masks[0].Row!);
        Assert.Equal([6, 7, 8], masks[0].Column!);
        Assert.Null(masks[1].Row);
        Assert.Null(masks[2].Channel);
    }

    [Fact]
    public void Read_OtherOrderOfAxesBlankLinesAndSpaces_FollowsTheWords()
    {
        DnnMask mask = Assert.Single(Read("\uFEFF\n conv5 = col , chn \n\n 3, 1 ,\n 9 \n"));

        Assert.Equal([3, 1], mask.Column!);
        Assert.Equal([9], mask.Channel!);
    }

    [Theory]
    [InlineData("", "layer=")]
    [InlineData("1,2\n", "line 1")]
    [InlineData("conv5=chn\n", "missing")]
    [InlineData("conv5=depth\n1\n", "depth")]
    [InlineData("conv5=chn,chn\n1\n2\n", "once")]
    [InlineData("conv5=chn\n0\n", "line 2")]
    [InlineData("conv5=chn\n1,x\n", "'x'")]
    [InlineData("conv5=chn\n99999999999\n", "99999999999")]
    [InlineData("conv5=\nconv5=\n", "twice")]
    public void Read_LineThatCannotBeUsed_NamesIt(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidFileContentException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_Masks_GivesDnnBrainsLayout()
    {
        MaskCsvWriter.Write(_folder.File("x.dmask.csv"), [new DnnMask("conv5", [1, 2], column: [3]), new DnnMask("fc3")], overwrite: false);

        Assert.Equal("conv5=chn,col\n1,2\n3\nfc3=\n", File.ReadAllText(_folder.File("x.dmask.csv")));
    }

    [Fact]
    public void ToSelection_OneBasedMask_PicksTheUnits()
    {
        // Channel 2 of 3, row 1 of 2, columns 4 and 1 of 4: units are (1·2 + 0)·4 + 3 and + 0.
        Assert.Equal([11, 8], new DnnMask("l", [2], [1], [4, 1]).ToSelection().ToUnits(new LayerShape("l", 3, 2, 4)));
        Assert.Equal("UnitNotFound", Assert.Throws<DnnBrainException>(() => new DnnMask("l", [4]).ToSelection().ToUnits(new LayerShape("l", 3, 2, 4))).ErrorId);
        Assert.Equal("MaskInvalid", Assert.Throws<DnnBrainException>(() => new DnnMask("l", [0])).ErrorId);
    }

    private IReadOnlyList<DnnMask> Read(string text)
    {
        File.WriteAllText(_folder.File("m.dmask.csv"), text);
        return MaskCsvReader.Read(_folder.File("m.dmask.csv"));
    }
}
