using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class MatrixProductStatisticTests
{
    private const int Stimuli = 37;
    private const int Pairs = Stimuli * (Stimuli - 1) / 2;

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(4, 1, 2)]
    public void Evaluate_AnyLabels_IsTheProductOfReorderedMatrices(int models, int regions, int nuisances)
    {
        double[][] model = [.. Enumerable.Range(0, models).Select(i => Unit(i))];
        double[][] region = [.. Enumerable.Range(0, regions).Select(i => Unit(100 + i))];
        double[][] nuisance = Orthonormal([.. Enumerable.Range(0, nuisances).Select(i => Unit(200 + i))]);
        var statistic = new MatrixProductStatistic(Stimuli, model, region, nuisance);
        int[] labels = new int[Stimuli];
        new RandomStream(3, RandomPurpose.Simulation).NextPermutation(labels);
        double[] cells = new double[models * regions];
        statistic.CreateEvaluator().Evaluate(labels, cells);
        for (int m = 0; m < models; m++)
        {
            double[] moved = Move(model[m], labels);
            double shared = nuisance.Sum(q => Math.Pow(Dot(q, moved), 2));
            for (int r = 0; r < regions; r++)
            {
                Assert.Equal(Dot(moved, region[r]) / Math.Sqrt(1 - shared), cells[(m * regions) + r], 1e-13);
            }
        }
    }

    // By the definition: pair (i, j) of the moved matrix is pair (labels[i], labels[j]) of the other.
    private static double[] Move(double[] condensed, int[] labels)
    {
        double[,] square = new double[Stimuli, Stimuli];
        int pair = 0;
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++)
            {
                square[i, j] = square[j, i] = condensed[pair++];
            }
        }

        var moved = new List<double>();
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++)
            {
                moved.Add(square[labels[i], labels[j]]);
            }
        }

        return [.. moved];
    }

    private static double[] Unit(int index)
    {
        var random = new RandomStream(2, RandomPurpose.Simulation, index);
        double[] values = [.. Enumerable.Range(0, Pairs).Select(_ => random.NextNormal())];
        Standardization.ToUnitVector(values, values);
        return values;
    }

    private static double[][] Orthonormal(double[][] vectors)
    {
        for (int k = 0; k < vectors.Length; k++)
        {
            for (int earlier = 0; earlier < k; earlier++)
            {
                double product = Dot(vectors[k], vectors[earlier]);
                vectors[k] = [.. vectors[k].Zip(vectors[earlier], (a, b) => a - (product * b))];
            }

            double length = Math.Sqrt(Dot(vectors[k], vectors[k]));
            vectors[k] = [.. vectors[k].Select(value => value / length)];
        }

        return vectors;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
