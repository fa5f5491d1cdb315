using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

/// <summary>Calls everything that is public, well and badly, and counts the tensors that are left.</summary>
public sealed class LeakTests(ITestOutputHelper output)
{
    // Of about 300 operations 254 succeed with matching arguments, 167 with clashing ones, and the 38 that take no tensor
    // with disposed ones. The test would say nothing if one of the two ways were hardly ever taken.
    [Theory]
    [InlineData(nameof(MadeUpArguments.Kind.Matching), 200, 30)]
    [InlineData(nameof(MadeUpArguments.Kind.Clashing), 120, 100)]
    [InlineData(nameof(MadeUpArguments.Kind.Disposed), 25, 220)]
    public void EveryPublicOperation_SucceedingOrFailing_LeavesNoTensor(string kind, int succeeding, int failing)
    {
        int successes = 0, failures = 0;
        foreach (MethodInfo method in PublicOperations.All)
        {
            Func<object?> operation = PublicOperations.Emit(method);
            MadeUpArguments.Begin(Enum.Parse<MadeUpArguments.Kind>(kind));
            long before = live_tensor_count;
            try
            {
                PublicOperations.Dispose(operation());
                successes++;
            }
            catch (Exception error) when (error is TorchException or ArgumentException or InvalidOperationException)
            {
                failures++;
            }
            MadeUpArguments.Begin(MadeUpArguments.Kind.Matching);
            set_num_threads(1);
            Assert.True(before == live_tensor_count, $"{method}: {live_tensor_count - before} tensors are left");
        }
        output.WriteLine($"{successes} operations succeeded, {failures} refused");
        Assert.True(successes >= succeeding && failures >= failing, $"{successes} operations succeeded, {failures} refused");
    }

    [Fact]
    public void FromMemory_UntilTheLastViewIsGone_KeepsTheArrayPinned()
    {
        long before = live_tensor_count;
        var values = new float[] { 1, 2, 3, 4, 5, 6 };
        Tensor whole = from_memory<float>(values, [2, 3]);
        Tensor row = whole.select(0, 1);
        whole.Dispose();
        GC.Collect();
        values[4] = 50;
        Assert.Equal([4f, 50f, 6f], row.ToArray<float>());
        row.fill_(7);
        Assert.Equal([1f, 2f, 3f, 7f, 7f, 7f], values);
        row.Dispose();
        Assert.Equal(before, live_tensor_count);
    }

    [Fact]
    public void FromMemory_WhenRefused_ReleasesThePin()
    {
        WeakReference array = Attempt();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(array.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Attempt()
        {
            var values = new float[5];
            Assert.Throws<TorchException>(() => from_memory<float>(values, [2, 3]));
            return new WeakReference(values);
        }
    }

    [Fact]
    public void Tensor_ThatIsForgotten_IsFreedByTheCollector()
    {
        long before = live_tensor_count;
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(before, live_tensor_count);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget() => ones([10]);
    }
}
