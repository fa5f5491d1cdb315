using Xunit;

namespace DnnBrain.Core.Tests;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorCollection
{
    public const string Name = "Tensors";
}
