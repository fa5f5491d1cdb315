using System.Security.Cryptography;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace DnnBrain.Torch.Tests.Images;

public sealed class ResamplingTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Resampling> s_filters = new()
    {
        ["nearest"] = Resampling.Nearest,
        ["lanczos"] = Resampling.Lanczos,
        ["bilinear"] = Resampling.Bilinear,
        ["bicubic"] = Resampling.Bicubic,
        ["box"] = Resampling.Box,
    };

    private static readonly JsonElement[] s_cases = [.. TestData.Json("images", "resampling.json").EnumerateArray()];

    public static TheoryData<string> Filters => [.. s_filters.Keys];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Resize_ToSmallSizes_GivesPillowsPixels(string filter)
    {
        int identical = 0, all = 0;
        foreach (JsonElement one in s_cases.Where(one => Is(one, filter) && one.TryGetProperty("pixels", out _)))
        {
            byte[] expected = one.GetProperty("pixels").GetBytesFromBase64();
            byte[] actual = Resize(one);
            Assert.Equal(expected.Length, actual.Length);
            // The arithmetic is Pillow's to the bit. One level is allowed for sin() of another C library in Lanczos's
            // weights, and nothing more.
            int worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(worst <= 1, $"{one}: off by {worst} levels");
            identical += worst == 0 ? 1 : 0;
            all++;
        }
        output.WriteLine($"{filter}: {identical} of {all} images identical to Pillow's");
        Assert.Equal(38, all);
        Assert.True(filter == "lanczos" || identical == all, $"{all - identical} images are not identical");
    }

    [Theory]
    [InlineData("nearest")]
    [InlineData("bilinear")]
    [InlineData("bicubic")]
    [InlineData("box")]
    public void Resize_ToNetworkSizes_GivesPillowsPixelsToTheBit(string filter)
    {
        JsonElement[] large = [.. s_cases.Where(one => Is(one, filter) && one.TryGetProperty("sha256", out _))];
        Assert.Equal(10, large.Length);
        foreach (JsonElement one in large)
            Assert.Equal(one.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Resize(one))));
    }

    [Fact]
    public void Resize_ToTheSameSize_IsACopy()
    {
        using RgbImage image = Picture("noise", 6, 5);
        using RgbImage same = ImageResampler.Resize(image, 6, 5, Resampling.Lanczos);
        image.Dispose();
        Assert.Equal(Pixels("noise", 6, 5), same.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(178_956_971, 1)]
    public void Resize_ToImpossibleSize_Throws(int width, int height)
    {
        using RgbImage image = Picture("noise", 3, 3);
        Assert.Throws<ArgumentException>(() => ImageResampler.Resize(image, width, height, Resampling.Bilinear));
    }

    [Fact]
    public void Resize_ByUnknownFilter_Throws()
    {
        using RgbImage image = Picture("noise", 3, 3);
        Assert.Throws<ArgumentException>(() => ImageResampler.Resize(image, 2, 2, (Resampling)9));
    }

    [Fact]
    public void Resize_FromManyThreads_GivesTheSamePixels()
    {
        using RgbImage image = Picture("noise", 120, 90);
        byte[] expected = Resized(image);
        Parallel.For(0, 64, _ => Assert.Equal(expected, Resized(image)));

        static byte[] Resized(RgbImage image)
        {
            using RgbImage small = ImageResampler.Resize(image, 41, 37, Resampling.Bicubic);
            return small.Pixels.ToArray();
        }
    }

    private static bool Is(JsonElement one, string filter) => one.GetProperty("filter").GetString() == filter;

    private static byte[] Resize(JsonElement one)
    {
        JsonElement source = one.GetProperty("source"), target = one.GetProperty("target");
        using RgbImage image = Picture(one.GetProperty("kind").GetString()!, source[0].GetInt32(), source[1].GetInt32());
        using RgbImage result = ImageResampler.Resize(
            image, target[0].GetInt32(), target[1].GetInt32(), s_filters[one.GetProperty("filter").GetString()!]);
        Assert.Equal((target[0].GetInt32(), target[1].GetInt32()), (result.Width, result.Height));
        return result.Pixels.ToArray();
    }

    private static RgbImage Picture(string kind, int width, int height)
        => RgbImage.FromPixels(width, height, Pixels(kind, width, height));

    /// <summary>`picture` of resampling.py.</summary>
    private static byte[] Pixels(string kind, int width, int height)
    {
        var pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int c = i % 3, x = i / 3 % width, y = i / 3 / width;
            pixels[i] = (byte)(kind == "noise"
                ? (x * x * 31 + y * y * 17 + x * y * 7 + c * 101 + x * 13 + y * 29) * (c + 3) / 3 % 256
                : (x * x * 3 + y * y + x * y + c * x + 2 * c) / 3 % 2 * 255);
        }
        return pixels;
    }
}
