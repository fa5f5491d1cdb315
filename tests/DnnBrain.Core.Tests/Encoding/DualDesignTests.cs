using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Encoding;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>The dual solution is the primal one: Saunders, Gammerman and Vovk (1998).</summary>
public sealed class DualDesignTests : TensorTest
{
    [Theory]
    [InlineData(20, 30)] // one product
    [InlineData(301, 12)] // its quarters
    [InlineData(2900, 320)] // more than one tile
    public void Predict_IsThatOfThePrimalDesignInEveryFold(int stimuli, int units)
    {
        var random = new Random(stimuli);
        double[] values = [.. Enumerable.Range(0, stimuli * units).Select(i => random.NextDouble() + (i % units))];
        var patterns = new ArrayPatterns(stimuli, values);
        PredictorScaling scaling = PredictorScaling.Fit(patterns, [.. Enumerable.Range(0, stimuli)], standardize: false, SilentObserver.Instance, default);
        using DisposeScope scope = NewDisposeScope();
        DualDesign dual = DualDesign.Read(patterns, scaling, SilentObserver.Instance, default);
        PrimalDesign primal = PrimalDesign.Read(patterns, scaling, default);
        for (int fold = 0; fold < 3; fold++)
        {
            // Rows from everywhere, so that every part of the Gram matrix is looked at.
            int[] rows = [.. Enumerable.Range(0, Math.Min(stimuli, 40)).Select(i => (int)((long)i * stimuli / Math.Min(stimuli, 40)))];
            int[] test = [.. rows.Where((_, i) => i % 3 == fold)];
            int[] train = [.. rows.Where((_, i) => i % 3 != fold)];
            Tensor target = tensor<double>([.. train.Select(row => Math.Sin(row)), .. train.Select(row => (double)(row % 5))], [2, train.Length]).t();
            Tensor centred = target.sub(target.mean([0]));
            Tensor penalty = tensor<double>([0.5, 20], [1, 2]);

            double[] expected = Predict(primal, train, test, centred, penalty);
            double[] actual = Predict(dual, train, test, centred, penalty);

            // Products of up to 1e3 units of size 1 in float64, against a smallest penalty of 0.5.
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
            Assert.Contains(expected, value => Math.Abs(value) > 0.05);
        }
    }

    private static double[] Predict(IDesign design, int[] train, int[] test, Tensor target, Tensor penalty)
    {
        RidgePath path = design.Decompose(train, test);
        return path.Predict(path.Project(target), penalty).contiguous().ToArray<double>();
    }
}
