using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

public sealed class KernelReaderTests : TensorTest
{
    [Fact]
    public void Read_EveryChannel_IsTheParameterInTurn()
    {
        using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("fashionnet"), 3, CPU);
        NetworkNode node = LayerPattern.Select(model.Definition.Graph, ["conv3"])[0];
        float[] weight = model.Parameters.Single(p => p.Key == "features.6.weight").Value.ToArray<float>();
        float[] bias = model.Parameters.Single(p => p.Key == "features.6.bias").Value.ToArray<float>();

        IReadOnlyList<DnnKernel> kernels = KernelReader.Read(model, node);

        Assert.Equal(weight, kernels.SelectMany(k => k.Weight));
        Assert.Equal(bias, kernels.Select(k => k.Bias!.Value));
        Assert.Equal(Enumerable.Range(1, 48), kernels.Select(k => k.Channel));
    }

    [Fact]
    public void Read_LayerWithoutKernels_ListsThoseThatHaveSome()
    {
        using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("fashionnet"), 3, CPU);
        NetworkNode node = LayerPattern.Select(model.Definition.Graph, ["conv3_relu"])[0];

        DnnBrainException e = Assert.Throws<DnnBrainException>(() => KernelReader.Read(model, node));

        Assert.Equal("KernelNotFound", e.ErrorId);
        Assert.Contains("conv3, conv4", e.Message, StringComparison.Ordinal);
    }
}
