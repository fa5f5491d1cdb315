using DnnBrain.Networks.Operations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks.Operations;

public sealed class BatchNorm2dTests : TensorTest
{
    // One channel with the values 1, 2, 3, 6: mean 3, variance 3.5 over n and 14/3 over n − 1.
    private static readonly float[] s_values = [1, 2, 3, 6];

    // A few operations on 32-bit numbers near 1.
    private const double Tolerance = 1e-6;

    [Fact]
    public void Train_NormalizesByTheBatchAndMovesTheRunningValues()
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = Parameters();
        Tensor output = new BatchNorm2d(Epsilon: 0.5).Train([Batch()], parameters);
        // √(3.5 + 0.5) = 2, weight 4, bias 1.
        AssertClose([-3, -1, 1, 7], output);
        // A tenth of the way from 10 to 3 and from 2 to 14/3.
        AssertClose([9.3], parameters[2]);
        AssertClose([2 + (0.1 * ((14.0 / 3) - 2))], parameters[3]);
    }

    [Fact]
    public void Apply_NormalizesByTheRunningValuesAndLeavesThem()
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = Parameters();
        Tensor output = new BatchNorm2d(Epsilon: 2).Apply([Batch()], parameters);
        AssertClose([-17, -15, -13, -7], output);
        AssertClose([10], parameters[2]);
        AssertClose([2], parameters[3]);
    }

    private static Tensor Batch() => tensor<float>(s_values, [2, 1, 1, 2]);

    private static Tensor[] Parameters() => [Number(4), Number(1), Number(10), Number(2)];

    private static Tensor Number(float value) => tensor<float>([value], [1]);

    private static void AssertClose(double[] expected, Tensor actual)
    {
        float[] values = actual.ToArray<float>();
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
