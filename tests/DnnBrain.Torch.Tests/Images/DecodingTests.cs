using System.Text.Json;
using Xunit;

namespace DnnBrain.Torch.Tests.Images;

public sealed class DecodingTests
{
    private static readonly JsonElement s_expected = TestData.Json("images", "decoding.json");

    public static TheoryData<string> Files => [.. s_expected.EnumerateObject().Select(file => file.Name)];

    public static TheoryData<string> TurnedFiles
        => [.. s_expected.EnumerateObject().Where(file => file.Value.TryGetProperty("upright", out _)).Select(file => file.Name)];

    private static readonly string[] s_oneOfEachFormat =
        ["progressive.jpg", "rgb-444.jpg", "rgb.png", "rgb.bmp", "rgb-lzw.tif", "rgb16.tif", "lossy.webp"];

    public static TheoryData<string> OneOfEachFormat => [.. s_oneOfEachFormat];

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_OfEveryKind_GivesPillowsPixels(string name)
    {
        JsonElement expected = s_expected.GetProperty(name);
        using RgbImage image = ImageCodec.Decode(TestData.Bytes("images", name));
        Assert.Equal((expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32()), (image.Width, image.Height));
        AssertClose(expected.GetProperty("pixels").GetBytesFromBase64(), image, Tolerance(name));
    }

    [Theory]
    [MemberData(nameof(TurnedFiles))]
    public void Decode_WithOrientation_TurnsTheImageUpright(string name)
    {
        using RgbImage image = ImageCodec.Decode(TestData.Bytes("images", name), applyOrientation: true);
        Assert.Equal(
            name.StartsWith("orientation-2", StringComparison.Ordinal) || name.StartsWith("orientation-3", StringComparison.Ordinal)
                || name.StartsWith("orientation-4", StringComparison.Ordinal) ? 17 : 11,
            image.Width);
        AssertClose(s_expected.GetProperty(name).GetProperty("upright").GetBytesFromBase64(), image, Tolerance(name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Identify_OfEveryKind_GivesFormatAndSize(string name)
    {
        ImageInfo info = ImageCodec.Identify(TestData.Bytes("images", name));
        JsonElement expected = s_expected.GetProperty(name);
        Assert.Equal((expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32()), (info.Width, info.Height));
        ImageFormat format = Path.GetExtension(name) switch
        {
            ".jpg" => ImageFormat.Jpeg,
            ".png" => ImageFormat.Png,
            ".bmp" => ImageFormat.Bmp,
            ".tif" => ImageFormat.Tiff,
            _ => ImageFormat.WebP,
        };
        Assert.Equal(format, info.Format);
        bool turned = expected.TryGetProperty("upright", out _);
        Assert.Equal(turned ? name["orientation-".Length] - '0' : 1, info.Orientation);
    }

    [Theory]
    [MemberData(nameof(OneOfEachFormat))]
    public void Decode_OfFileCutAnywhere_ThrowsAndLeavesNothing(string name)
    {
        byte[] file = TestData.Bytes("images", name);
        long before = RgbImage.LiveCount;
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(file.AsSpan(0, length)));
        var error = Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(file.AsSpan(0, file.Length - 1)));
        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, RgbImage.LiveCount);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello, I am a text file", "no JPEG, PNG, BMP, TIFF or WebP")]
    [InlineData("GIF89a, which is not read", "no JPEG, PNG, BMP, TIFF or WebP")]
    public void Decode_OfOtherBytes_SaysWhatItReads(string bytes, string message)
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(System.Text.Encoding.ASCII.GetBytes(bytes)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAnimation_SaysSo()
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(TestData.Bytes("images", "animated.webp")));
        Assert.Contains("animated", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rgb.png", 60, "PNG image is damaged: ")]
    [InlineData("palette.png", 45, "PNG image is damaged: PLTE: CRC error")]
    [InlineData("rgb-444.jpg", 24, "JPEG image is damaged: Bogus DQT index")]
    [InlineData("rgb.bmp", 30, "BMP images of compression 255")]
    public void Decode_OfADamagedFile_SaysWhatIsWrong(string name, int position, string message)
    {
        byte[] file = TestData.Bytes("images", name);
        file[position] ^= 0xFF;
        var error = Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(file));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAJpegWhosePixelsAreDamaged_TellsTheDefect()
    {
        byte[] file = TestData.Bytes("images", "rgb-444.jpg");
        using (RgbImage whole = ImageCodec.Decode(file))
        {
            Assert.Null(whole.Defect);
        }

        // The last codes are missing, the end marker is not.
        using RgbImage damaged = ImageCodec.Decode([.. file.AsSpan(0, file.Length - 60), 0xFF, 0xD9]);
        Assert.Equal("Corrupt JPEG data: premature end of data segment", damaged.Defect);
        using RgbImage part = damaged.Crop(0, 0, 1, 1);
        Assert.Null(part.Defect);
    }

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("rgb.png")]
    [InlineData("lossy.webp")]
    [InlineData("rgb-lzw.tif")]
    public void Decode_OfAWholeFile_TellsNoDefect(string name)
    {
        using RgbImage image = ImageCodec.Decode(TestData.Bytes("images", name));
        Assert.Null(image.Defect);
    }

    [Fact]
    public void Decode_OfAPngWithDamageBesideItsPixels_DecodesIt()
    {
        byte[] file = TestData.Bytes("images", "orientation-6.png");
        int exif = file.AsSpan().IndexOf("eXIf"u8);
        byte[] damaged = [.. file];
        damaged[exif + 5] ^= 0xFF;
        using RgbImage expected = ImageCodec.Decode(file, applyOrientation: false);
        using RgbImage image = ImageCodec.Decode(damaged, applyOrientation: false);
        Assert.Equal(expected.Pixels.ToArray(), image.Pixels.ToArray());
    }

    [Fact]
    public void Decode_OfHeaderWithHugeSize_RefusesByTheHeaderAlone()
    {
        byte[] file = TestData.Bytes("images", "rgb.png");
        // IHDR: width and height, big-endian, at bytes 16 and 20.
        file.AsSpan(16, 8).Clear();
        file[17] = file[21] = 0x01;
        var error = Assert.Throws<ImageFormatException>(() => ImageCodec.Decode(file));
        Assert.Contains("65536 x 65536", error.Message, StringComparison.Ordinal);
        Assert.Contains("178956970", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfDamagedFiles_ThrowsOneTypeOrDecodes()
    {
        // Every third byte of the headers inverted: whatever comes out, nothing but ImageFormatException is
        // thrown, nothing is left behind and nothing crashes.
        long before = RgbImage.LiveCount;
        foreach (string name in s_expected.EnumerateObject().Select(file => file.Name))
        {
            byte[] file = TestData.Bytes("images", name);
            for (int position = 2; position < Math.Min(file.Length, 200); position += 3)
            {
                byte[] damaged = [.. file];
                damaged[position] ^= 0xFF;
                try
                {
                    ImageCodec.Decode(damaged, applyOrientation: true).Dispose();
                }
                catch (ImageFormatException)
                {
                    // One of the two allowed outcomes.
                }
            }
        }
        Assert.Equal(before, RgbImage.LiveCount);
    }

    [Fact]
    public void Decode_FromManyThreads_GivesTheSamePixels()
    {
        byte[][] files = Array.ConvertAll(s_oneOfEachFormat, name => TestData.Bytes("images", name));
        byte[][] expected = Array.ConvertAll(files, Pixels);
        long before = RgbImage.LiveCount;
        Parallel.For(0, 200, i => Assert.Equal(expected[i % files.Length], Pixels(files[i % files.Length])));
        Assert.Equal(before, RgbImage.LiveCount);

        static byte[] Pixels(byte[] file)
        {
            using RgbImage image = ImageCodec.Decode(file);
            return image.Pixels.ToArray();
        }
    }

    // JPEG and lossy WebP leave a decoder free to round the inverse transform and the colour conversion; libjpeg-turbo and
    // libwebp of other versions differ by a level or two. CMYK to RGB is a product of two bytes that Pillow divides by 255
    // and OpenCV, which reads TIFF, by 256. All else is exact.
    private static int Tolerance(string name)
        => Path.GetExtension(name) == ".jpg" || name is "lossy.webp" or "cmyk.tif" ? 2 : 0;

    private static void AssertClose(byte[] expected, RgbImage image, int tolerance)
    {
        byte[] actual = image.Pixels.ToArray();
        Assert.Equal(expected.Length, actual.Length);
        int worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= tolerance, $"off by {worst} levels");
    }
}
