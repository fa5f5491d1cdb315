using DnnBrain.Torch;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests;

/// <summary>
/// A test that makes tensors or images. Such tests run one after the other: each is asked whether it left one behind, and the
/// counts are the process'.
/// </summary>
[Collection(TensorCollection.Name)]
public abstract class TensorTest : IDisposable
{
    private readonly long _tensors = live_tensor_count;
    private readonly long _images = RgbImage.LiveCount;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.Equal(_tensors, live_tensor_count);
        Assert.Equal(_images, RgbImage.LiveCount);
    }
}
