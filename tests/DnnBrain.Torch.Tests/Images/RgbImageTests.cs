using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests.Images;

public sealed class RgbImageTests
{
    // Two rows of three pixels, each byte different.
    private static readonly byte[] s_pixels = [.. Enumerable.Range(10, 18).Select(level => (byte)level)];

    [Fact]
    public void EncodePng_ThenDecode_GivesThePixelsBack()
    {
        using RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        byte[] png = ImageCodec.EncodePng(image);
        Assert.Equal(new ImageInfo(ImageFormat.Png, 3, 2, 1), ImageCodec.Identify(png));
        using RgbImage decoded = ImageCodec.Decode(png);
        Assert.Equal(s_pixels, decoded.Pixels.ToArray());
        Assert.Equal(s_pixels, image.Pixels.ToArray());
    }

    [Fact]
    public void Crop_OfInnerPart_TakesItsPixels()
    {
        using RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        using RgbImage part = image.Crop(1, 1, 2, 1);
        Assert.Equal((2, 1), (part.Width, part.Height));
        Assert.Equal(s_pixels[12..], part.Pixels.ToArray());
    }

    [Theory]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, 0, 4, 1)]
    [InlineData(0, 2, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(2, 0, int.MaxValue, 1)]
    public void Crop_OutsideTheImage_Throws(int left, int top, int width, int height)
    {
        using RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        Assert.Throws<ArgumentException>(() => image.Crop(left, top, width, height));
    }

    [Fact]
    public void CopyToPlanar_IntoABatch_WritesPlanesAsTorchvisionDoes()
    {
        using var scope = NewDisposeScope();
        using RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        float[] mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f];
        Tensor batch = zeros([2, 3, 2, 3]);
        image.CopyToPlanar(batch.AsSpan<float>()[18..], mean, deviation);

        // ToTensor and Normalize: HWC to CHW, / 255, - mean, / deviation, in single precision.
        Tensor expected = tensor(s_pixels, [2, 3, 3]).permute([2, 0, 1]).@float().div(255)
            .sub(tensor(mean, [3, 1, 1])).div(tensor(deviation, [3, 1, 1]));
        Assert.True(batch.select(0, 1).equal(expected));
        Assert.Equal(0, batch.select(0, 0).abs().max().item<float>());
    }

    [Fact]
    public void CopyToPlanar_WithWrongLengths_Throws()
    {
        using RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        float[] three = [1, 1, 1];
        Assert.Throws<ArgumentException>(() => image.CopyToPlanar(new float[17], three, three));
        Assert.Throws<ArgumentException>(() => image.CopyToPlanar(new float[18], new float[2], three));
        Assert.Throws<ArgumentException>(() => image.CopyToPlanar(new float[18], three, new float[4]));
        Assert.Throws<ArgumentException>(() => image.CopyToPlanar(new float[18], three, new float[3]));
    }

    [Theory]
    [InlineData(3, 2, 17)]
    [InlineData(0, 2, 0)]
    [InlineData(-1, -6, 18)]
    public void FromPixels_WithWrongSize_Throws(int width, int height, int bytes)
        => Assert.Throws<ArgumentException>(() => RgbImage.FromPixels(width, height, new byte[bytes]));

    [Fact]
    public void Members_OfDisposedImage_Throw()
    {
        RgbImage image = RgbImage.FromPixels(3, 2, s_pixels);
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Pixels.Length);
        Assert.Throws<ObjectDisposedException>(() => image.Crop(0, 0, 1, 1));
        Assert.Throws<ObjectDisposedException>(() => ImageCodec.EncodePng(image));
        Assert.Throws<ObjectDisposedException>(() => ImageResampler.Resize(image, 1, 1, Resampling.Box));
        Assert.Throws<ObjectDisposedException>(() => image.CopyToPlanar(new float[18], [0, 0, 0], [1, 1, 1]));
    }

    [Fact]
    public void EveryOperation_OnSuccessAndFailure_LeavesNoImage()
    {
        long before = RgbImage.LiveCount;
        using (RgbImage image = RgbImage.FromPixels(3, 2, s_pixels))
        {
            image.Crop(0, 0, 1, 1).Dispose();
            ImageResampler.Resize(image, 5, 5, Resampling.Lanczos).Dispose();
            ImageCodec.Decode(ImageCodec.EncodePng(image)).Dispose();
            Assert.Throws<ArgumentException>(() => image.Crop(0, 0, 9, 9));
            Assert.Throws<ArgumentException>(() => ImageResampler.Resize(image, 0, 5, Resampling.Lanczos));
            Assert.Throws<ImageFormatException>(() => ImageCodec.Decode([1, 2, 3]));
            Assert.Throws<ArgumentException>(() => RgbImage.FromPixels(3, 3, s_pixels));
            Assert.Equal(before + 1, RgbImage.LiveCount);
        }
        Assert.Equal(before, RgbImage.LiveCount);
    }
}
