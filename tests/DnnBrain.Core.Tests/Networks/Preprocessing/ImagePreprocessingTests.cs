using System.Security.Cryptography;
using System.Text.Json;
using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Torch;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Preprocessing;

/// <summary>Against torchvision's transforms on PIL images: the same pixels, and the same numbers to float's last digit but one.</summary>
public sealed class ImagePreprocessingTests
{
    // (x / 255 - mean) / deviation in 32 bits takes three roundings, of numbers up to 255 for deviations of 1/255.
    private const double RelativeTolerance = 4e-7;

    private static readonly JsonElement[] s_cases = [.. TestData.Json("preprocessing.json").EnumerateArray()];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_OfAChain_GivesTorchvisionsPixelsAndNumbers(int index)
    {
        JsonElement one = s_cases[index];
        ImageGeometry geometry = Geometry(one);
        byte[] file = Picture(one.GetProperty("width").GetInt32(), one.GetProperty("height").GetInt32());
        Assert.Equal(one.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Pixels(geometry, file))));

        float[] mean = [.. one.Doubles("mean").Select(v => (float)v)];
        float[] deviation = [.. one.Doubles("std").Select(v => (float)v)];
        var chain = new ImagePreprocessing(geometry, new ChannelNormalization(mean, deviation));
        float[] values = new float[chain.ValueCount];
        chain.Apply(file, values);
        double[] expected = one.Doubles("value");
        double scale = 1 / deviation.Min();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], values[(long)i * (values.Length - 1) / (expected.Length - 1)], RelativeTolerance * scale);
        }
    }

    [Fact]
    public void Apply_FromManyThreads_GivesTheSame()
    {
        byte[] file = Picture(333, 251);
        ImagePreprocessing chain = ModelCatalog.Get("efficientnet_b0").Preprocessing;
        float[] expected = new float[chain.ValueCount];
        chain.Apply(file, expected);
        Parallel.For(0, 32, _ =>
        {
            float[] values = new float[chain.ValueCount];
            chain.Apply(file, values);
            Assert.Equal(expected, values);
        });
    }

    [Theory]
    [InlineData("efficientnet_b3", PreprocessingKind.Squash, "Squash 300x300 bilinear, (x/255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]")]
    [InlineData("efficientnet_b3", PreprocessingKind.Model, "ResizeCrop 320 to 300x300 bicubic, (x/255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]")]
    [InlineData("resnet50", PreprocessingKind.ResizeCrop, "ResizeCrop 256 to 224x224 bilinear, (x/255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]")]
    [InlineData("inception_v3", PreprocessingKind.ResizeCrop, "ResizeCrop 342 to 299x299 bilinear, (x/255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]")]
    [InlineData("fashionnet", PreprocessingKind.Model, "Squash 28x28 bilinear, (x/255 - 0.286) / 0.353")]
    [InlineData("fashionnet", PreprocessingKind.None, "as they are, 28x28, (x/255 - 0) / 1")]
    public void Of_AName_SaysTheWholeChain(string network, PreprocessingKind kind, string expected) =>
        Assert.Equal(expected, ImagePreprocessing.Of(kind, ModelCatalog.Get(network)).ToString());

    [Fact]
    public void Apply_WithoutPreprocessing_TakesTheNetworksSizeOnly()
    {
        ImagePreprocessing none = ImagePreprocessing.Of(PreprocessingKind.None, ModelCatalog.Get("fashionnet"));
        float[] values = new float[none.ValueCount];
        none.Apply(Picture(28, 28), values);
        // The formula's first pixel: red 0, green 101 · 4 / 3, blue 202 · 5 / 3, each modulo 256.
        Assert.Equal([0f, 134 / 255f, 80 / 255f], [values[0], values[28 * 28], values[2 * 28 * 28]]);
        var error = Assert.Throws<ImageFormatException>(() => none.Apply(Picture(29, 28), values));
        Assert.Contains("29x28", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(223, 224)]
    [InlineData(224, 0)]
    public void ResizeCrop_OfMoreThanThereIs_IsRefused(int shorterSide, int crop) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResizeCrop(shorterSide, crop, crop));

    private static ImageGeometry Geometry(JsonElement one)
    {
        Resampling filter = Enum.Parse<Resampling>(one.GetProperty("filter").GetString()!, ignoreCase: true);
        JsonElement resize = one.GetProperty("resize");
        int? crop = one.GetProperty("crop") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
        if (resize.ValueKind == JsonValueKind.Number)
        {
            return new ResizeCrop(resize.GetInt32(), crop!.Value, crop.Value, filter);
        }

        var squash = new Squash(resize[0].GetInt32(), resize[1].GetInt32(), filter);
        return crop is { } size ? new SquashCrop(squash, size, size) : squash;
    }

    private static byte[] Pixels(ImageGeometry geometry, byte[] file)
    {
        using RgbImage image = ImageCodec.Decode(file);
        using RgbImage result = geometry.Apply(image);
        Assert.Equal((geometry.Height, geometry.Width), (result.Height, result.Width));
        return result.Pixels.ToArray();
    }

    /// <summary><c>picture</c> of preprocessing.py as a PNG.</summary>
    private static byte[] Picture(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int c = i % 3, x = i / 3 % width, y = i / 3 / width;
            pixels[i] = (byte)(((x * x * 31) + (y * y * 17) + (x * y * 7) + (c * 101) + (x * 13) + (y * 29)) * (c + 3) / 3 % 256);
        }

        using RgbImage image = RgbImage.FromPixels(width, height, pixels);
        return ImageCodec.EncodePng(image);
    }
}
