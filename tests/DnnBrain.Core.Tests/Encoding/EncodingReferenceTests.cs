using System.Text.Json;
using DnnBrain.Encoding;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>Against scikit-learn: fewer units than stimuli (tall, primal form) and more (wide, dual form).</summary>
public class EncodingReferenceTests
{
    // Both sides work in double precision on values near 1 with condition numbers below 1e4: 1e-8 leaves room for those
    // alone, while any error in centring, folds or penalties shows in the second digit.
    private const double Tolerance = 1e-8;

    [Theory]
    [InlineData("tall", "ols")]
    [InlineData("wide", "ols")]
    [InlineData("tall", "ridge3.7")]
    [InlineData("wide", "ridge3.7")]
    public void Fit_Weights_AreThoseOfScikitLearn(string name, string key)
    {
        var data = new ReferenceCase(name);
        FittedEncodingModel fitted = data.Model(Options(key)).Fit(SilentObserver.Instance, CancellationToken.None);

        double[][] coefficients = ReferenceCase.Rows(data[key].GetProperty("coef"));
        double[] intercepts = data[key].Doubles("intercept");
        for (int voxel = 0; voxel < intercepts.Length; voxel++)
        {
            (double[] weight, double intercept) = fitted.GetWeights(voxel);
            AssertClose(coefficients[voxel], weight);
            AssertClose([intercepts[voxel]], [intercept]);
        }

        AssertClose(ReferenceCase.Rows(data[key].GetProperty("prediction")), fitted.Predict(new MatrixPatterns(data.XNew)));
    }

    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    public void Fit_Standardized_PredictsAsPipeline(string name)
    {
        var data = new ReferenceCase(name);
        FittedEncodingModel fitted = data.Model(new EncodingOptions { Alpha = [3.7], Standardize = true }).Fit(SilentObserver.Instance, CancellationToken.None);

        AssertClose(ReferenceCase.Rows(data["ridge3.7Standardized"].GetProperty("prediction")), fitted.Predict(new MatrixPatterns(data.XNew)));
    }

    [Theory]
    [InlineData("tall", "ols")]
    [InlineData("tall", "fixed")]
    [InlineData("tall", "perTarget")]
    [InlineData("tall", "shared")]
    [InlineData("tall", "standardized")]
    [InlineData("wide", "ols")]
    [InlineData("wide", "fixed")]
    [InlineData("wide", "perTarget")]
    [InlineData("wide", "shared")]
    [InlineData("wide", "standardized")]
    public void Run_Accuracy_IsThatOfScikitLearn(string name, string key)
    {
        var data = new ReferenceCase(name);
        EncodingResult result = EncodingCrossValidation.Run(
            data.Model(Options(key)),
            new EncodingValidationOptions { FoldCount = ReferenceCase.FoldCount },
            SilentObserver.Instance,
            CancellationToken.None);

        JsonElement expected = data["cv"].GetProperty(key);
        double[][] folds = ReferenceCase.Rows(expected.GetProperty("foldAccuracy"));
        for (int fold = 0; fold < folds.Length; fold++)
        {
            AssertClose(folds[fold], result.FoldAccuracy[fold]);
        }

        AssertClose([.. Enumerable.Range(0, folds[0].Length).Select(voxel => folds.Average(fold => fold[voxel]))], result.Accuracy);
        if (key is not ("ols" or "fixed"))
        {
            Assert.Equal(ReferenceCase.Rows(expected.GetProperty("alpha")), result.Alpha);
        }
    }

    private static EncodingOptions Options(string key)
    {
        var grid = new EncodingOptions { Alpha = ReferenceCase.Alpha, InnerFoldCount = ReferenceCase.InnerFoldCount };
        return key switch
        {
            "ols" => new EncodingOptions { Method = EncodingMethod.Ols },
            "ridge3.7" => new EncodingOptions { Alpha = [3.7] },
            "fixed" => new EncodingOptions { Alpha = [10] },
            "shared" => grid with { SharedAlpha = true },
            "standardized" => grid with { Standardize = true },
            _ => grid,
        };
    }

    private static void AssertClose(double[][] expected, double[,] actual)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            AssertClose(expected[row], [.. Enumerable.Range(0, actual.GetLength(1)).Select(column => actual[row, column])]);
        }
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i], expected[i] - Tolerance, expected[i] + Tolerance);
        }
    }
}
