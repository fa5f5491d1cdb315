using DnnBrain.Encoding;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

public class EncodingModelTests
{
    private static readonly ReferenceCase s_tall = new("tall");

    [Theory]
    [InlineData(0.5)]
    [InlineData(200)]
    public void Fit_Ridge_IsTheClosedForm(double alpha)
    {
        // B = (X'X + αI)⁻¹ X'Y of centred X and Y, solved by another library.
        Matrix<double> x = Centred(s_tall.X);
        Matrix<double> y = Centred(s_tall.Y);
        Matrix<double> expected = ((x.Transpose() * x) + (alpha * Matrix<double>.Build.DenseIdentity(x.ColumnCount))).Cholesky().Solve(x.Transpose() * y);

        FittedEncodingModel fitted = s_tall.Model(new EncodingOptions { Alpha = [alpha] }).Fit(SilentObserver.Instance, CancellationToken.None);

        for (int voxel = 0; voxel < y.ColumnCount; voxel++)
        {
            double[] weight = fitted.GetWeights(voxel).Weight;
            for (int unit = 0; unit < weight.Length; unit++)
            {
                // The closed form itself loses some 1e-12 to the condition number.
                Assert.Equal(expected[unit, voxel], weight[unit], 1e-10);
            }
        }
    }

    [Fact]
    public void Fit_UnitsRepeated_PrimalEqualsDual()
    {
        // Every unit 6 times over √6 leaves all products as they are, but there are now more units than stimuli.
        double[][] repeated = [.. s_tall.X.Select(row => Enumerable.Repeat(row, 6).SelectMany(r => r).Select(value => value / Math.Sqrt(6)).ToArray())];
        var options = new EncodingOptions { Alpha = [5] };
        var primal = new EncodingModel(new MatrixPatterns(s_tall.X), new MatrixPatterns(s_tall.Y), options);
        var dual = new EncodingModel(new MatrixPatterns(repeated), new MatrixPatterns(s_tall.Y), options);
        Assert.True(primal.UnitCount <= primal.StimulusCount && dual.UnitCount > dual.StimulusCount);

        double[,] expected = primal.Fit(SilentObserver.Instance, CancellationToken.None).Predict(new MatrixPatterns(s_tall.X));
        double[,] actual = dual.Fit(SilentObserver.Instance, CancellationToken.None).Predict(new MatrixPatterns(repeated));

        // Rounding of both forms; the predictions are near 1.
        Assert.All(
            expected.Cast<double>().Zip(actual.Cast<double>()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void Fit_TargetsInAnotherOrder_AreMatchedById()
    {
        string[] ids = [.. Enumerable.Range(0, s_tall.X.Length).Select(i => $"stim{i}")];
        int[] order = [.. Enumerable.Range(0, ids.Length).OrderBy(i => (i * 7) % ids.Length)];
        var shuffled = new MatrixPatterns([.. order.Select(i => s_tall.Y[i])], [.. order.Select(i => ids[i])]);
        var options = new EncodingOptions { Alpha = [1] };

        double[,] expected = new EncodingModel(new MatrixPatterns(s_tall.X, ids), new MatrixPatterns(s_tall.Y, ids), options).Fit(SilentObserver.Instance, CancellationToken.None).Predict(new MatrixPatterns(s_tall.XNew));
        double[,] actual = new EncodingModel(new MatrixPatterns(s_tall.X, ids), shuffled, options).Fit(SilentObserver.Instance, CancellationToken.None).Predict(new MatrixPatterns(s_tall.XNew));

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Constructor_OtherStimuli_ListsDifference()
    {
        var error = Assert.Throws<DnnBrainException>(() => new EncodingModel(
            new MatrixPatterns([[1], [2]], ["a", "b"]), new MatrixPatterns([[1], [2]], ["a", "c"]), new EncodingOptions()));

        Assert.Equal("StimulusMismatch", error.ErrorId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_ImpossiblePenalty_IsRefused(double alpha) =>
        Assert.Equal("AlphaInvalid", Assert.Throws<DnnBrainException>(() => s_tall.Model(new EncodingOptions { Alpha = [1, alpha] })).ErrorId);

    [Fact]
    public void Constructor_NoPenalty_IsRefused() =>
        Assert.Equal("AlphaInvalid", Assert.Throws<DnnBrainException>(() => s_tall.Model(new EncodingOptions { Alpha = [] })).ErrorId);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Fit_PredictorNotFinite_NamesStimulusAndUnit(double value)
    {
        double[][] x = s_tall.X;
        x[3][2] = value;
        var model = new EncodingModel(new MatrixPatterns(x, name: "conv1"), new MatrixPatterns(s_tall.Y), new EncodingOptions { Alpha = [1] });

        var error = Assert.Throws<DnnBrainException>(() => model.Fit(SilentObserver.Instance, CancellationToken.None));

        Assert.Equal("PredictorNotFinite", error.ErrorId);
        Assert.Contains("'conv1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'stim3' (unit 3 of 8)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_OtherUnits_IsRefused()
    {
        FittedEncodingModel fitted = s_tall.Model(new EncodingOptions { Alpha = [1] }).Fit(SilentObserver.Instance, CancellationToken.None);

        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => fitted.Predict(new MatrixPatterns([[1, 2]]))).ErrorId);
    }

    private static Matrix<double> Centred(double[][] rows)
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowArrays(rows);
        Vector<double> mean = matrix.ColumnSums() / matrix.RowCount;
        return Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount, (row, column) => matrix[row, column] - mean[column]);
    }
}
