using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Svg;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class PngEncoderTests
{
    private static readonly Rgb[] s_palette = [new(1, 2, 3), new(250, 128, 0), new(9, 9, 9)];

    [Fact]
    public void Encode_SmallImage_KeepsSizePaletteAndPixels()
    {
        var png = new PngPicture(PngEncoder.Encode(3, 2, [0, 1, 2, 2, 1, 0], s_palette, transparentIndex: 0));
        Assert.Equal((3, 2), (png.Width, png.Height));
        // Bit depth 8, colour type 3 (palette), deflate, adaptive filtering, not interlaced.
        Assert.Equal([8, 3, 0, 0, 0], png.Header[8..]);
        Assert.Equal([1, 2, 3, 250, 128, 0, 9, 9, 9], png.Palette);
        Assert.Equal((250, 128, 0), png.Color(1, 0));
        Assert.Equal((9, 9, 9), png.Color(0, 1));
        Assert.True(png.IsTransparent(2, 1));
        Assert.False(png.IsTransparent(1, 1));
    }

    [Fact]
    public void Encode_AnyImage_WritesTheChecksumsOfTheStandard()
    {
        var png = new PngPicture(PngEncoder.Encode(1, 1, [0], s_palette, transparentIndex: null));
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], png.Checksums.Select(c => c.Type));
        // The empty last chunk has one checksum in every PNG there is.
        Assert.Equal(0xAE426082, png.Checksums[^1].Crc);
        // CRC-32 of "IHDR", 1, 1, 8, 3, 0, 0, 0 by Python's zlib.crc32.
        Assert.Equal(0x28CB34BBu, png.Checksums[0].Crc);
    }
}
