using DnnBrain.Encoding;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

public class EncodingCrossValidationTests : TensorTest
{
    private static readonly ReferenceCase s_tall = new("tall");
    private static readonly ReferenceCase s_wide = new("wide");

    private static EncodingResult Run(EncodingModel model, int folds = 5, long? seed = null, IRunObserver? observer = null) =>
        EncodingCrossValidation.Run(model, new EncodingValidationOptions { FoldCount = folds, Seed = seed }, observer ?? SilentObserver.Instance, CancellationToken.None);

    [Fact]
    public void Run_WithSeed_EqualsContiguousFoldsOfShuffledStimuli()
    {
        int[] order = KFold.Order(s_wide.X.Length, 11);
        var options = new EncodingOptions();
        var shuffled = new EncodingModel(
            new MatrixPatterns([.. order.Select(i => s_wide.X[i])]), new MatrixPatterns([.. order.Select(i => s_wide.Y[i])]), options);

        EncodingResult seeded = Run(s_wide.Model(options), seed: 11);

        // The Gram matrix is summed in another order.
        Assert.All(seeded.Accuracy.Zip(Run(shuffled).Accuracy), pair => Assert.Equal(pair.Second, pair.First, 1e-10));
        Assert.NotEqual(seeded.Accuracy, Run(s_wide.Model(options)).Accuracy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_SameSeed_GivesTheSameBits(bool wide)
    {
        ReferenceCase data = wide ? s_wide : s_tall;

        Assert.Equal(Run(data.Model(new EncodingOptions()), seed: 3).Accuracy, Run(data.Model(new EncodingOptions()), seed: 3).Accuracy);
    }

    [Fact]
    public void Run_UnusableVoxels_AreNaNAndNamedByCount()
    {
        double[][] y = s_tall.Y;
        for (int i = 0; i < y.Length; i++)
        {
            y[i][0] = 4; // constant
            y[i][2] = i < 8 ? 1 : y[i][2]; // constant in the first fold of eight
        }

        y[20][1] = double.NaN;
        var observer = new RecordingObserver();
        var model = new EncodingModel(new MatrixPatterns(s_tall.X, name: "conv1"), new MatrixPatterns(y, name: "V1"), new EncodingOptions());

        EncodingResult result = Run(model, observer: observer);

        Assert.Equal([true, true, true, false], result.Accuracy.Select(double.IsNaN));
        Assert.Equal([true, true, false, false], result.FoldAccuracy[1].Select(double.IsNaN));
        Assert.Equal([true, true, false, false], result.Alpha[0].Select(double.IsNaN));
        Assert.Equal(1, result.ScoredVoxelCount);
        Assert.Equal(result.Accuracy[3], result.MeanAccuracy);
        Assert.Equal(
            "conv1 -> V1 (Ridge): 3 of 4 voxels have no accuracy (NaN): 1 hold NaN or infinity, 1 are constant, and 1 are constant, or predicted as constant, in some fold. Means and medians leave them out.",
            Assert.Single(observer.Warnings));
    }

    [Fact]
    public void Run_UnusableVoxelBesideOthers_LeavesThemAsTheyAre()
    {
        double[][] y = s_tall.Y;
        y[20][1] = double.NaN;
        var options = new EncodingOptions { SharedAlpha = false };

        EncodingResult clean = Run(s_tall.Model(options));
        EncodingResult result = Run(new EncodingModel(new MatrixPatterns(s_tall.X), new MatrixPatterns(y), options), observer: new RecordingObserver());

        Assert.Equal(clean.Accuracy[3], result.Accuracy[3], 1e-12);
        Assert.Equal(clean.Accuracy[0], result.Accuracy[0], 1e-12);
    }

    [Theory]
    [InlineData(EncodingMethod.Ols)]
    [InlineData(EncodingMethod.Ridge)]
    public void Run_ConstantPredictors_HaveNoAccuracy(EncodingMethod method)
    {
        var model = new EncodingModel(
            new MatrixPatterns([.. s_tall.X.Select(_ => new double[] { 0.1, 0.7 })]), new MatrixPatterns(s_tall.Y), new EncodingOptions { Method = method });
        var observer = new RecordingObserver();

        EncodingResult result = Run(model, observer: observer);

        Assert.All(result.Accuracy, r => Assert.True(double.IsNaN(r)));
        Assert.True(double.IsNaN(result.MeanAccuracy) && double.IsNaN(result.MedianAccuracy));
        Assert.Single(observer.Warnings);
    }

    [Fact]
    public void Run_PenaltiesAllEqual_TakesTheLargest()
    {
        var model = new EncodingModel(
            new MatrixPatterns([.. s_tall.X.Select(_ => new double[] { 1, 2 })]), new MatrixPatterns(s_tall.Y), new EncodingOptions { Alpha = [100, 1, 10] });

        Assert.All(Run(model, observer: new RecordingObserver()).Alpha.SelectMany(fold => fold), alpha => Assert.Equal(100, alpha));
    }

    [Fact]
    public void Run_TargetIsLinear_IsPredictedPerfectly()
    {
        double[][] y = [.. s_tall.X.Select(row => new[] { row[0] - (2 * row[3]) + 7, -row[4] })];

        EncodingResult result = Run(new EncodingModel(new MatrixPatterns(s_tall.X), new MatrixPatterns(y), new EncodingOptions { Method = EncodingMethod.Ols }));

        // r differs from 1 by half the squared relative error, far below 1e-12.
        Assert.All(result.Accuracy, r => Assert.Equal(1, r, 1e-12));
    }

    [Fact]
    public void Run_PureNoise_IsNotPredicted()
    {
        // Choosing the penalty on the test fold, or scoring on the training fold, would make this clearly positive.
        var random = new RandomStream(5, RandomPurpose.Simulation);
        double[][] Noise(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextNormal()).ToArray())];

        EncodingResult result = Run(new EncodingModel(new MatrixPatterns(Noise(60, 100)), new MatrixPatterns(Noise(60, 200)), new EncodingOptions()), seed: 1);

        // 200 voxels × 5 folds of 12: the standard error of the mean is about 0.3 / √1000 ≈ 0.01, somewhat more as folds share predictors.
        Assert.InRange(result.MeanAccuracy, -0.1, 0.05);
    }

    [Theory]
    [InlineData(14, "FoldTooSmall")] // 40 stimuli, 2 in the last folds
    [InlineData(1, "FoldCountInvalid")]
    [InlineData(41, "FoldCountInvalid")]
    public void Run_ImpossibleFolds_AreRefused(int folds, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<DnnBrainException>(() => Run(s_tall.Model(new EncodingOptions()), folds)).ErrorId);

    [Fact]
    public void Run_Result_SaysHowItWasMade()
    {
        EncodingResult result = Run(s_tall.Model(new EncodingOptions { Alpha = [1, 10] }), seed: 4);

        Assert.Equal(4, result.Provenance.Seed);
        Assert.Equal("1 10", result.Provenance.Parameters["Alpha"]);
        Assert.Equal("5", result.Provenance.Parameters["FoldCount"]);
        Assert.Equal(2, result.Provenance.Sources.Count);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => EncodingCrossValidation.Run(
            s_wide.Model(new EncodingOptions()), new EncodingValidationOptions(), SilentObserver.Instance, source.Token));
    }
}
