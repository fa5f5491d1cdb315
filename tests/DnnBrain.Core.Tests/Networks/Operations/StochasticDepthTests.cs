using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Operations;

public sealed class StochasticDepthTests : TensorTest
{
    private const int Stimuli = 400;

    [Fact]
    public void Train_DropsTheBranchOfWholeStimuliAndScalesTheRest()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        float[] values = new StochasticDepth(0.2).Train([ones([Stimuli, 2, 1, 3])], []).ToArray<float>();
        int kept = 0;
        foreach (float[] stimulus in values.Chunk(6))
        {
            Assert.Single(stimulus.Distinct());
            Assert.Contains(stimulus[0], (float[])[0, 1 / 0.8f]);
            kept += stimulus[0] > 0 ? 1 : 0;
        }

        // Five standard deviations of a binomial variable.
        Assert.Equal(0.8 * Stimuli, kept, 5 * Math.Sqrt(Stimuli * 0.8 * 0.2));
    }

    [Fact]
    public void Apply_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        Tensor input = ones([2, 1, 1, 1]);
        Assert.Equal([1, 1], new StochasticDepth(0.9).Apply([input], []).ToArray<float>());
    }
}
