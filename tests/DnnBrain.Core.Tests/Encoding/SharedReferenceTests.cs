using System.Text.Json;
using DnnBrain.Encoding;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>
/// Against himalaya 0.4.11 on measured patterns of 92 images, where the reference data lie beside the repository
/// (shared/data).
/// </summary>
/// <remarks>
/// Those models have no intercept. A model with an intercept gives their weights when every stimulus comes a second time with
/// all signs changed: means are then 0, and sums of squares, and so penalties, are doubled.
/// </remarks>
public class SharedReferenceTests
{
    private const int TrainCount = 70;
    private const int UnitCount = 60;

    [SharedDataFact]
    public void Fit_Ridge_IsThatOfHimalaya()
    {
        (double[][] x, double[][] y, JsonElement reference) = Load();
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

    [SharedDataFact]
    public void Fit_ChosenPenalties_AreThoseOfHimalaya()
    {
        (double[][] x, double[][] y, JsonElement reference) = Load();
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

    private static (double[][] X, double[][] Y, JsonElement Reference) Load()
    {
        JsonElement reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedDataFactAttribute.Folder, "encoding_reference.json"))).RootElement;
        double[][] all = MatFile.ReadMatrix(Path.Combine(SharedDataFactAttribute.Folder, "simTruePatterns.mat"), "simTruePatterns2");
        double[] mean = [.. Enumerable.Range(0, all[0].Length).Select(column => all.Average(row => row[column]))];
        double[][] centred = [.. all.Select(row => row.Zip(mean, (value, m) => value - m).ToArray())];
        return ([.. centred.Select(row => row[..UnitCount])], [.. centred.Select(row => row[UnitCount..])], reference);
    }
}
