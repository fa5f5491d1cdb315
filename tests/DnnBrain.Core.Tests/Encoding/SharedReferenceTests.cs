using System.Text.Json;
using DnnBrain.Encoding;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>
/// Against himalaya 0.4.11 on measured patterns of 92 images, where the reference data lie beside the repository
/// (shared/data); elsewhere there is nothing to compare with.
/// </summary>
/// <remarks>
/// Those models have no intercept. A model with an intercept gives their weights when every stimulus comes a second time with
/// all signs changed: means are then 0, and sums of squares, and so penalties, are doubled.
/// </remarks>
public class SharedReferenceTests
{
    private const int TrainCount = 70;
    private const int UnitCount = 60;

    private static readonly string s_folder = Path.Combine(TestData.RepositoryRoot, "..", "shared", "data");

    [Fact]
    public void Fit_Ridge_IsThatOfHimalaya()
    {
        if (!TryLoad(out double[][] x, out double[][] y, out JsonElement reference))
        {
            return;
        }

        FittedEncodingModel fitted = Mirrored(x, y, [20]).Fit(SilentObserver.Instance, CancellationToken.None);

        JsonElement expected = reference.GetProperty("ridge_alpha10");
        double[][] weights = [.. Enumerable.Range(0, 40).Select(voxel => fitted.GetWeights(voxel).Weight)];
        double[,] predicted = fitted.Predict(new MatrixPatterns(x[TrainCount..]));
        double norm = Math.Sqrt(weights.Sum(voxel => voxel.Sum(value => value * value)));
        for (int voxel = 0; voxel < 3; voxel++)
        {
            Assert.Equal(expected.Doubles("coef[0,:3]")[voxel], weights[voxel][0], 1e-8);
            Assert.Equal(expected.Doubles("pred[0,:3]")[voxel], predicted[0, voxel], 1e-8);
        }

        Assert.Equal(expected.GetProperty("coef_fro").GetDouble(), norm, 1e-8);
    }

    [Fact]
    public void Fit_ChosenPenalties_AreThoseOfHimalaya()
    {
        if (!TryLoad(out double[][] x, out double[][] y, out JsonElement reference))
        {
            return;
        }

        FittedEncodingModel fitted = Mirrored(x, y, [.. Enumerable.Range(-1, 6).Select(power => 2 * Math.Pow(10, power))]).Fit(SilentObserver.Instance, CancellationToken.None);

        JsonElement expected = reference.GetProperty("ridgecv");
        double[] alpha = expected.Doubles("best_alphas");
        for (int voxel = 0; voxel < alpha.Length; voxel++)
        {
            // The reference stores exp(−log(1/α)): 999.9999999999999 for 1000.
            Assert.Equal(alpha[voxel], fitted.Alpha[voxel] / 2, alpha[voxel] * 1e-12);
        }

        double[,] predicted = fitted.Predict(new MatrixPatterns(x[TrainCount..]));
        double[] correlation = expected.Doubles("corr[:5]");
        for (int voxel = 0; voxel < correlation.Length; voxel++)
        {
            double[] column = [.. Enumerable.Range(0, predicted.GetLength(0)).Select(row => predicted[row, voxel])];
            double[] measured = [.. y[TrainCount..].Select(row => row[voxel])];
            Assert.Equal(correlation[voxel], DnnBrain.Statistics.Correlation.Pearson(column, measured), 1e-8);
        }
    }

    private static EncodingModel Mirrored(double[][] x, double[][] y, double[] alpha)
    {
        double[][] Mirror(double[][] rows) => [.. rows[..TrainCount].SelectMany(row => new[] { row, row.Select(value => -value).ToArray() })];
        return new EncodingModel(new MatrixPatterns(Mirror(x)), new MatrixPatterns(Mirror(y)), new EncodingOptions { Alpha = alpha });
    }

    private static bool TryLoad(out double[][] x, out double[][] y, out JsonElement reference)
    {
        (x, y, reference) = ([], [], default);
        string json = Path.Combine(s_folder, "encoding_reference.json");
        string patterns = Path.Combine(s_folder, "simTruePatterns.mat");
        if (!File.Exists(json) || !File.Exists(patterns))
        {
            return false;
        }

        reference = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        double[][] all = MatFile.ReadMatrix(patterns, "simTruePatterns2");
        double[] mean = [.. Enumerable.Range(0, all[0].Length).Select(column => all.Average(row => row[column]))];
        double[][] centred = [.. all.Select(row => row.Zip(mean, (value, m) => value - m).ToArray())];
        x = [.. centred.Select(row => row[..UnitCount])];
        y = [.. centred.Select(row => row[UnitCount..])];
        return true;
    }
}
