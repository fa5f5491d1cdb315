using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

public sealed class EngineTests
{
    [Fact]
    public void Conv2d_OfOnes_CountsTheKernel()
    {
        long before = live_tensor_count;
        using (NewDisposeScope())
        {
            Tensor y = nn.functional.conv2d(ones([1, 3, 8, 8]), ones([4, 3, 3, 3]), null, padding: 1);
            Assert.Equal([1L, 4, 8, 8], y.shape);
            Assert.Equal(27f, y.max().item<float>());
            Tensor z = (y * 2 + 1 - y / 3).sum([0, 1], keepdim: true);
            Assert.Equal([1L, 1, 8, 8], z.shape);
            Assert.Throws<TorchException>(() => ones([2, 3]).mm(ones([2, 3])));
            Assert.Equal(6, cat([ones([2]), zeros([4])]).numel());
            Tensor w = randn([3, 3], requires_grad: true);
            (w * w).sum().backward();
            Assert.True(w.grad!.allclose(w * 2));
            var (u, s, v) = linalg.svd(ones([3, 2]), false);
            Assert.Equal(2, s.numel());
            Assert.Equal(5f, ops.call("aten::add.Tensor", tensor(2f), 3).item<float>());
        }
        Assert.Equal(before, live_tensor_count);
    }

    [Fact]
    public void Resize_OfOneColour_KeepsIt()
    {
        using RgbImage image = RgbImage.FromPixels(5, 4, Enumerable.Repeat((byte)77, 60).ToArray());
        using RgbImage small = ImageResampler.Resize(image, 3, 2, Resampling.Bilinear);
        Assert.All(small.Pixels.ToArray(), level => Assert.Equal(77, level));
        using RgbImage back = ImageCodec.Decode(ImageCodec.EncodePng(image));
        Assert.True(back.Pixels.SequenceEqual(image.Pixels));
    }
}
