using DnnBrain.Torch;
using Xunit;

namespace DnnBrain.Core.Tests;

/// <summary>Tests that count the living tensors of the process; no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorCountCollection
{
    public const string Name = "Counts of living tensors";

    /// <summary>The number of living tensors, without those that are only waiting to be collected.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.live_tensor_count;
    }
}
