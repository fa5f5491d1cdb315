using System.Security.Cryptography;
using System.Text.Json;
using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Torch;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Preprocessing;

/// <summary>Torchvision's Resize and CenterCrop, pixel by pixel: <c>tests/data/generate/resize_crop.py</c>.</summary>
public sealed class ResizeCropTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, TestData.Json("images/resize_crop.json").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_GivesTorchvisionsPixels(int index)
    {
        JsonElement expected = TestData.Json("images/resize_crop.json")[index];
        using RgbImage image = Picture(expected.GetProperty("source")[0].GetInt32(), expected.GetProperty("source")[1].GetInt32());
        var geometry = new ResizeCrop(
            expected.GetProperty("size").GetInt32(),
            expected.GetProperty("crop").GetInt32(),
            expected.GetProperty("crop").GetInt32(),
            Enum.Parse<Resampling>(expected.GetProperty("filter").GetString()!, ignoreCase: true));
        using RgbImage result = geometry.Apply(image);
        Assert.Equal((geometry.Width, geometry.Height), (result.Width, result.Height));
        Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(result.Pixels)));
    }

    // OpenAI's last digits, 0.48145466 and so on, are beyond single precision.
    [Fact]
    public void Preprocessing_OfClip_IsOpenAis() => Assert.Equal(
        "ResizeCrop 224 to 224x224 bicubic, (x/255 - [0.48145467, 0.4578275, 0.40821072]) / [0.26862955, 0.2613026, 0.2757771]",
        ModelCatalog.Get("clip_vit_b_32").Preprocessing.ToString());

    /// <summary>The generator's noise.</summary>
    private static RgbImage Picture(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            pixels[i] = (byte)(((x * x * 31) + (y * y * 17) + (x * y * 7) + (c * 101) + (x * 13) + (y * 29)) * (c + 3) / 3 % 256);
        }

        return RgbImage.FromPixels(width, height, pixels);
    }
}
