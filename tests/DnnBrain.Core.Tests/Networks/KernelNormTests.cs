using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

public sealed class KernelNormTests : TensorTest
{
    [Fact]
    public void Norm_IsTheRootOfTheSumOfSquares() =>
        Assert.Equal(13, new DnnKernel("net", "conv", 1, new TensorShape(1, 1, 3), [3, -4, 12], bias: 7).Norm);

    [Fact]
    public void Read_OfAFullyConnectedLayer_GivesTheRowsAskedFor()
    {
        using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("fashionnet"), 3, CPU);
        NetworkNode node = model.Definition.Graph.Layers.First(layer => layer.Parameters.Any(p => p.Name == "weight" && p.Shape.Rank == 2));
        Assert.True(KernelReader.HasKernels(node));
        IReadOnlyList<Tensor> parameters = model.ParametersOf(node);
        float[] weight = parameters[0].ToArray<float>();
        float[] bias = parameters[1].ToArray<float>();
        int inputs = node.Parameters[0].Shape[1];

        IReadOnlyList<DnnKernel> kernels = KernelReader.Read(model, node, [2, 0]);

        Assert.Equal([3, 1], kernels.Select(kernel => kernel.Channel));
        Assert.Equal(weight[(2 * inputs)..(3 * inputs)], kernels[0].Weight);
        Assert.Equal(weight[..inputs], kernels[1].Weight);
        Assert.Equal([bias[2], bias[0]], kernels.Select(kernel => kernel.Bias!.Value));
        Assert.Equal(new TensorShape(inputs), kernels[0].Shape);
        foreach (int wrong in (int[])[-1, node.Parameters[0].Shape[0]])
        {
            Assert.Equal("UnitNotFound", Assert.Throws<DnnBrainException>(() => KernelReader.Read(model, node, [wrong])).ErrorId);
        }
    }
}
