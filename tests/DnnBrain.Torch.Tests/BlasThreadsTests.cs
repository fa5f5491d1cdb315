using Xunit;

namespace DnnBrain.Torch.Tests;

public sealed class BlasThreadsTests
{
    [Fact]
    public void OneThreadACall_GuardsThatOverlap_HoldUntilTheLastIsGone()
    {
        _ = torch.version;
        int before = BlasThreads.Count;
        Assert.True(before > 0, "OpenBLAS was not found behind LibTorch.");
        OneThreadGuard first = torch.one_thread_a_call();
        OneThreadGuard second = torch.one_thread_a_call();
        Assert.Equal(1, BlasThreads.Count);

        first.Dispose();
        first.Dispose();
        Assert.Equal(1, BlasThreads.Count);

        second.Dispose();
        Assert.Equal(before, BlasThreads.Count);
    }
}
