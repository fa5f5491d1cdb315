using DnnBrain.Activations;
using DnnBrain.Core.Tests.Networks.Extraction;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>What is saved where nobody looks must not be seen where somebody does.</summary>
public sealed class ForwardPlanTests : TensorTest
{
    [Theory]
    [InlineData("resnet18", false)]
    [InlineData("resnet50", true)]
    [InlineData("densenet121", true)]
    [InlineData("googlenet", true)]
    [InlineData("mobilenet_v2", true)]
    public void Extract_OfOneLayer_GivesWhatItGivesAmongAll(string name, bool ends)
    {
        NetworkDefinition definition = ModelCatalog.Get(name);
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(definition.Graph), CPU);
        IReadOnlyList<Activation> all = Extract(model, "*");
        foreach (Activation expected in ends ? [all[all.Count / 2], all[^1]] : all)
        {
            // Nodes that nobody asks for are folded into others and overwritten. What remains is the rounding of folded weights.
            float[] alone = Extract(model, expected.Layer).Single().ToArray();
            float[] values = expected.ToArray();
            double tolerance = 1e-5 * values.Max(Math.Abs);
            Assert.All(values.Zip(alone), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Fact]
    public void Forward_WithGradients_LeavesEveryOutputAsItWas()
    {
        NetworkDefinition definition = ModelCatalog.Get("resnet18");
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(definition.Graph), CPU);
        using Tensor image = PatternWeights.Image(definition.Graph, 64);
        using Tensor free = Output(model, image);
        using var guard = no_grad();
        using Tensor overwritten = Output(model, image);
        Assert.Equal(free.ToArray<float>(), overwritten.ToArray<float>());
    }

    private static Tensor Output(DnnModel model, Tensor image)
    {
        using Tensor output = model.Forward(image);
        using Tensor detached = output.detach();
        return detached.clone();
    }

    private static IReadOnlyList<Activation> Extract(DnnModel model, string layer)
    {
        using var sink = new MemoryActivationSink();
        return new ActivationExtractor(model, new ExtractionOptions { Layers = [layer] }).Extract(ExampleImages.First(2), sink, new RecordingObserver(), CancellationToken.None);
    }
}
