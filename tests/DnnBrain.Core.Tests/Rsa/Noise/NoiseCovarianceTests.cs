using DnnBrain.Rsa.Noise;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Noise;

public class NoiseCovarianceTests : TensorTest
{
    [Fact]
    public void Mean_OfTwo_IsTakenEntryByEntry()
    {
        NoiseCovariance diagonal = Diagonal(1, 3);
        NoiseCovariance other = Diagonal(3, 6);
        NoiseCovariance full = NoiseCovariance.FromCovariance(new double[,] { { 4, 1 }, { 1, 2 } });
        NoiseCovariance ofDiagonals = NoiseCovariance.Mean(diagonal, other);
        Assert.True(ofDiagonals.IsDiagonal);
        Assert.Equal(new double[,] { { 2, 0 }, { 0, 4.5 } }, ofDiagonals.ToCovariance());
        NoiseCovariance mixed = NoiseCovariance.Mean(full, diagonal);
        Assert.False(mixed.IsDiagonal);
        Assert.Equal(new double[,] { { 2.5, 0.5 }, { 0.5, 2.5 } }, mixed.ToCovariance());
        Assert.Equal(new double[,] { { 3.5, 0.5 }, { 0.5, 4 } }, NoiseCovariance.Mean(other, full).ToCovariance());
    }

    [Fact]
    public void ToPrecision_Matrix_IsItsInverse()
    {
        // [[4, 1], [1, 2]] has the determinant 7.
        double[,] precision = NoiseCovariance.FromCovariance(new double[,] { { 4, 1 }, { 1, 2 } }).ToPrecision();
        AssertClose(new double[,] { { 2 / 7.0, -1 / 7.0 }, { -1 / 7.0, 4 / 7.0 } }, precision);
        AssertClose(new double[,] { { 4, 1 }, { 1, 2 } }, NoiseCovariance.FromPrecision(precision).ToCovariance());
        AssertClose(new double[,] { { 0.25, 0 }, { 0, 5 } }, Diagonal(4, 0.2).ToPrecision());
    }

    [Fact]
    public void WhiteningFactor_TimesItself_IsThePrecision()
    {
        NoiseCovariance noise = NoiseCovariance.FromCovariance(new double[,] { { 4, 1 }, { 1, 2 } });
        double[] factor = noise.WhiteningFactor;
        double[,] precision = noise.ToPrecision();
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                Assert.Equal(precision[i, j], (factor[2 * i] * factor[2 * j]) + (factor[(2 * i) + 1] * factor[(2 * j) + 1]), 1e-14);
            }
        }

        Assert.Equal([0.5, 1 / Math.Sqrt(0.2)], Diagonal(4, 0.2).WhiteningFactor, (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Fact]
    public void From_BadMatrix_IsRefused()
    {
        Refused("ShapeMismatch", () => NoiseCovariance.FromCovariance(new double[0, 0]));
        Refused("ShapeMismatch", () => NoiseCovariance.FromCovariance(new double[2, 3]));
        Refused("NoiseNotSymmetric", () => NoiseCovariance.FromCovariance(new double[,] { { 4, 1 }, { 1.001, 2 } }));
        Refused("NoiseNotSymmetric", () => NoiseCovariance.FromPrecision(new double[,] { { 4, double.NaN }, { double.NaN, 2 } }));
        Refused("NoiseNotPositiveDefinite", () => NoiseCovariance.FromCovariance(new double[,] { { 1, 2 }, { 2, 1 } }));
        Refused("NoiseNotPositiveDefinite", () => NoiseCovariance.FromPrecision(new double[,] { { 1, 2 }, { 2, 1 } }));
        Refused("NoiseNotPositiveDefinite", () => Diagonal(1, 0).ToPrecision());
        Refused("NoiseNotPositiveDefinite", () => Diagonal(1, double.NaN).ToPrecision());
        Refused("NoiseNotPositiveDefinite", () => _ = Diagonal(1, 0).WhiteningFactor);
    }

    private static NoiseCovariance Diagonal(params double[] variance) => new("V1", variance, isDiagonal: true, variance.Length);

    private static void AssertClose(double[,] expected, double[,] actual)
    {
        for (int i = 0; i < expected.GetLength(0); i++)
        {
            for (int j = 0; j < expected.GetLength(1); j++)
            {
                Assert.Equal(expected[i, j], actual[i, j], 1e-14);
            }
        }
    }

    private static void Refused(string errorId, Func<object> work) => Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(work).ErrorId);
}
