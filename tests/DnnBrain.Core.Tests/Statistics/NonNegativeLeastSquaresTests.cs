using System.Text.Json;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

/// <summary>Weights against <c>scipy.optimize.nnls</c> (nnls.py).</summary>
public class NonNegativeLeastSquaresTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Solve_RandomProblem_AsSciPy(int index)
    {
        (double[,] gram, double[] product, double alpha, JsonElement element) = Load(index);
        AssertClose(element.Doubles("theta"), NonNegativeLeastSquares.Solve(gram, product, alpha));
        AssertClose(element.Doubles("free"), NonNegativeLeastSquares.SolveUnbounded(gram, product, alpha));
    }

    [Fact]
    public void Solve_PredictorTwice_FitsAsOnce()
    {
        double[] theta = NonNegativeLeastSquares.Solve(new double[,] { { 2, 2, 1 }, { 2, 2, 1 }, { 1, 1, 3 } }, [4, 4, 5]);

        // 2 (a + b) + c = 4 and (a + b) + 3 c = 5.
        Assert.Equal(1.4, theta[0] + theta[1], 1e-12);
        Assert.Equal(1.2, theta[2], 1e-12);
        Assert.All(theta, value => Assert.True(value >= 0));
        double[] shortest = NonNegativeLeastSquares.SolveUnbounded(new double[,] { { 2, 2 }, { 2, 2 } }, [4, 4]);
        Assert.Equal([1.0, 1.0], shortest.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Solve_NothingHelps_IsZero()
    {
        Assert.Equal([0.0, 0.0], NonNegativeLeastSquares.Solve(new double[,] { { 1, 0 }, { 0, 1 } }, [-1, -2]));
        Assert.Equal([0.0, 0.0], NonNegativeLeastSquares.Solve(new double[,] { { 0, 0 }, { 0, 0 } }, [0, 0]));
        Assert.Throws<ArgumentException>(() => NonNegativeLeastSquares.Solve(new double[,] { { 1 } }, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NonNegativeLeastSquares.Solve(new double[,] { { 1 } }, [1], -1));
    }

    private static (double[,] Gram, double[] Product, double Alpha, JsonElement Element) Load(int index)
    {
        JsonElement element = TestData.Json("nnls.json").GetProperty("cases")[index];
        double[] product = element.Doubles("product");
        double[,] gram = new double[product.Length, product.Length];
        for (int i = 0; i < product.Length; i++)
        {
            for (int j = 0; j < product.Length; j++)
            {
                gram[i, j] = element.GetProperty("gram")[i][j].GetDouble();
            }
        }

        return (gram, product, element.GetProperty("alpha").GetDouble(), element);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            // Normal equations square the condition number, below 1e3 here.
            Assert.Equal(expected[k], actual[k], 1e-9);
        }
    }
}
