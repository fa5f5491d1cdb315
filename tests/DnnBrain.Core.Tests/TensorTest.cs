using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests;

/// <summary>
/// A test that makes tensors. Such tests run one after the other: each is asked whether it left a tensor behind, and the count
/// is the process'.
/// </summary>
[Collection(TensorCollection.Name)]
public abstract class TensorTest : IDisposable
{
    private readonly long _before = live_tensor_count;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.Equal(_before, live_tensor_count);
    }
}
