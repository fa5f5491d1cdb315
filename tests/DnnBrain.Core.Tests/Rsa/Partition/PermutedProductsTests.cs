using DnnBrain.Rsa.Partition;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Partition;

/// <summary>Products beside sums over the pairs that are there before and after labels are exchanged.</summary>
public class PermutedProductsTests : TensorTest
{
    private const int Stimuli = 7;

    private static readonly int[] s_holes = [0, 9, 13];
    private static readonly int[] s_labels = [3, 0, 5, 1, 6, 2, 4];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Take_Labels_ProductsAreThoseOfCentredVectors(bool hasHoles)
    {
        bool[] present = [.. Enumerable.Range(0, 21).Select(pair => !hasHoles || !s_holes.Contains(pair))];
        double[][] predictors = Vectors([0, 1], present);
        double[][] references = Vectors([3, 4, 5], present);
        var products = new PermutedProducts(Statistic(present, hasHoles, predictors, references));

        // Another labelling first: nothing of it may stay.
        products.Take([6, 5, 4, 3, 2, 1, 0]);
        products.Take(s_labels);
        double[] after = RsaCells.Moved([.. present.Select(there => there ? 1.0 : 0)], s_labels);
        int[] pairs = [.. Enumerable.Range(0, 21).Where(pair => present[pair] && after[pair] > 0)];
        Assert.Equal(pairs.Length, products.Length);
        Assert.Equal(hasHoles, pairs.Length < 18);
        double[][] original = [.. predictors.Select(vector => Centred(vector, pairs))];
        double[][] permuted = [.. predictors.Select(vector => Centred(RsaCells.Moved(vector, s_labels), pairs))];
        double[][] unit = [.. references.Select(vector => Centred(vector, pairs)).Select(vector => vector.Select(value => value / Math.Sqrt(Dot(vector, vector))).ToArray())];
        AssertProducts(original, original, products.Gram);
        AssertProducts(permuted, permuted, products.PermutedGram);
        AssertProducts(permuted, original, products.Cross);
        AssertProducts(unit, original, products.Product);
        AssertProducts(unit, permuted, products.PermutedProduct);
    }

    /// <summary>With the labels as they are, the total over what is left unexplained is R²/(1 − R²): the order of labellings is that of R².</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evaluate_LabelsExchanged_TotalRanksAsTheRegressionOfMovedModels(bool hasHoles)
    {
        bool[] present = [.. Enumerable.Range(0, 21).Select(pair => !hasHoles || !s_holes.Contains(pair))];
        double[][] predictors = Vectors([0, 1], present);
        double[][] references = Vectors([3], present);
        PartitionPermutation statistic = Statistic(present, hasHoles, predictors, references);
        var evaluator = statistic.CreateEvaluator();
        double[] cells = new double[statistic.CellCount];
        var values = new List<(double Explained, double Cell)>();
        foreach (int[] labels in new[] { [0, 1, 2, 3, 4, 5, 6], s_labels, [6, 5, 4, 3, 2, 1, 0], [1, 0, 2, 3, 4, 6, 5], [2, 0, 1, 5, 3, 4, 6] })
        {
            evaluator.Evaluate(labels, cells);
            double[] after = RsaCells.Moved([.. present.Select(there => there ? 1.0 : 0)], labels);
            int[] pairs = [.. Enumerable.Range(0, 21).Where(pair => present[pair] && after[pair] > 0)];
            double r = RSquared(
                Centred(RsaCells.Moved(predictors[0], labels), pairs), Centred(RsaCells.Moved(predictors[1], labels), pairs), Centred(references[0], pairs));
            values.Add((r / (1 - r), cells[^1]));
        }

        // One scale and place for all labellings.
        values.Sort();
        double slope = (values[^1].Cell - values[0].Cell) / (values[^1].Explained - values[0].Explained);
        Assert.All(values, value => Assert.Equal(values[0].Cell + (slope * (value.Explained - values[0].Explained)), value.Cell, 1e-8));
        Assert.True(slope > 0);
    }

    private static PartitionPermutation Statistic(bool[] present, bool hasHoles, double[][] predictors, double[][] references) => new(
        new PartitionDesign(["one", "two"], [1, 1]),
        adjusts: false,
        Stimuli,
        hasHoles ? present : null,
        predictors,
        references,
        [.. references.Select(_ => 0)]);

    private static double[][] Vectors(int[] index, bool[] present) =>
        [.. index.Select(i => RsaCells.Model(i, Stimuli).Dissimilarity.Select((value, pair) => present[pair] ? value : 0).ToArray())];

    private static double[] Centred(double[] vector, int[] pairs)
    {
        double mean = pairs.Average(pair => vector[pair]);
        return [.. pairs.Select(pair => vector[pair] - mean)];
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    // Two predictors: R² = (r₁² + r₂² − 2 r₁ r₂ r₁₂)/(1 − r₁₂²).
    private static double RSquared(double[] x1, double[] x2, double[] y)
    {
        double R(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));
        (double r1, double r2, double r12) = (R(x1, y), R(x2, y), R(x1, x2));
        return ((r1 * r1) + (r2 * r2) - (2 * r1 * r2 * r12)) / (1 - (r12 * r12));
    }

    private static void AssertProducts(double[][] rows, double[][] columns, double[] actual)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                Assert.Equal(Dot(rows[i], columns[j]), actual[(i * columns.Length) + j], 1e-12);
            }
        }
    }
}
