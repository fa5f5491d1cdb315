using DnnBrain.Networks;
using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

public sealed class BatchNormFoldingTests : TensorTest
{
    [Theory]
    [InlineData(true)] // as VGG with batch norm
    [InlineData(false)] // as residual networks
    public void Run_WithAConvolutionThatNormalizes_GivesWhatTwoStepsGive(bool hasBias)
    {
        NetworkGraph graph = new NetworkGraphBuilder(new TensorShape(3, 9, 9))
            .Layer("conv", "conv", new Conv2d(4, Kernel: 3, HasBias: hasBias))
            .Layer("norm", "norm", new BatchNorm2d())
            .Layer("relu", null, new Relu())
            .Build();
        var definition = new NetworkDefinition("folded", () => graph)
        {
            Preprocessing = ModelCatalog.Get("alexnet").Preprocessing,
            Task = "none",
            TrainingData = "none",
            Architecture = "CNN",
            Reference = "none",
            Licence = "none",
            WeightsSource = "none",
        };
        using DnnModel model = DnnModel.Load(definition, new PatternWeights(graph), CPU);
        using Tensor image = PatternWeights.Image(graph);
        using var guard = no_grad();
        NetworkNode last = graph.Nodes[^1];
        var plan = new ForwardPlan(graph, [last]);
        float[] separate = [];
        plan.Run(model, image, training: false, (_, output) => separate = output.ToArray<float>(), default);
        float[] together = [];
        using (BatchNormFolding folding = plan.Fold(model))
        {
            // One of the pair is skipped: the norm gives what it gets.
            Assert.NotNull(Applied(folding, graph.Nodes[1], image));
            plan.Run(model, image, training: false, (_, output) => together = output.ToArray<float>(), default, folding);
        }

        // Rounding of folded weights, of sums of 27 products in float32.
        double tolerance = 1e-5 * separate.Max();
        Assert.All(separate.Zip(together), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Contains(separate, value => value > 0);
    }

    private static Tensor? Applied(BatchNormFolding folding, NetworkNode node, Tensor input)
    {
        using Tensor? output = folding.Apply(node, [input]);
        return output;
    }
}
