using DnnBrain.Formats.Svg;
using DnnBrain.Visualization;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Svg;

public sealed class SvgFileTests
{
    private static readonly BarFigure s_figure = new([new BarPanel("V1", [new Bar("a", 0.4)])]);

    [Fact]
    public void Write_Figure_IsTheFigureAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        SvgFile.Write(s_figure, folder.File("a.SVG"), overwrite: false);
        Assert.Equal(s_figure.ToSvg(), File.ReadAllText(folder.File("a.SVG")));
        Assert.Equal(["a.SVG"], folder.List());
    }

    [Fact]
    public void Write_FileThatIsThere_IsRefusedUnlessOverwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.svg"), "mine");
        Assert.Equal("FileExists", Assert.ThrowsAny<DnnBrainException>(() => SvgFile.Write(s_figure, folder.File("a.svg"), overwrite: false)).ErrorId);
        Assert.Equal("mine", File.ReadAllText(folder.File("a.svg")));
        SvgFile.Write(s_figure, folder.File("a.svg"), overwrite: true);
        Assert.Equal(s_figure.ToSvg(), File.ReadAllText(folder.File("a.svg")));
    }

    [Fact]
    public void Write_AnotherExtension_IsRefused() =>
        Assert.Equal("FileUnsupported", Assert.ThrowsAny<DnnBrainException>(() => SvgFile.Write(s_figure, "a.png", overwrite: false)).ErrorId);
}
