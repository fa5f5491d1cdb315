using DnnBrain.Encoding;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

public sealed class EncodingSummaryTests
{
    private static readonly ReferenceCase s_tall = new("tall");

    [Fact]
    public void DefaultAlpha_IsAHundredthToAHundredMillionInHalfDecades()
    {
        Assert.Equal(21, EncodingOptions.DefaultAlpha.Count);
        Assert.Equal(0.01, EncodingOptions.DefaultAlpha[0], 1e-15);
        Assert.Equal(1e8, EncodingOptions.DefaultAlpha[^1], 1e-6);
        Assert.All(EncodingOptions.DefaultAlpha.Zip(EncodingOptions.DefaultAlpha.Skip(1)), pair => Assert.Equal(Math.Sqrt(10), pair.Second / pair.First, 1e-12));
        Assert.Equal(5, new EncodingValidationOptions().FoldCount);
    }

    [Fact]
    public void Provenance_SaysHowPenaltiesAreChosenOnlyWhereTheyAre()
    {
        Assert.Contains("InnerFoldCount", Run(new EncodingOptions(), s_tall.Y).Provenance.Parameters.Keys);
        Assert.DoesNotContain("InnerFoldCount", Run(new EncodingOptions { Alpha = [1] }, s_tall.Y).Provenance.Parameters.Keys);
        Assert.DoesNotContain("InnerFoldCount", Run(new EncodingOptions { Method = EncodingMethod.Ols }, s_tall.Y).Provenance.Parameters.Keys);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void MedianAccuracy_IsTheMiddleOfThoseThatHaveOne(int voxels)
    {
        EncodingResult result = Run(new EncodingOptions { Alpha = [1] }, [.. s_tall.Y.Select(row => row[..voxels])]);

        double[] sorted = [.. result.Accuracy.Order()];
        Assert.Equal(voxels == 3 ? sorted[1] : (sorted[1] + sorted[2]) / 2, result.MedianAccuracy);
        Assert.Equal(sorted.Average(), result.MeanAccuracy, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Run_WarnsOfVoxelsWithoutAccuracyOnlyWhereThereAreSome(int missing)
    {
        double[][] y = s_tall.Y;
        for (int voxel = 0; voxel < missing; voxel++)
        {
            y[3][voxel] = double.NaN;
        }

        var observer = new RecordingObserver();
        Run(new EncodingOptions { Alpha = [1] }, y, observer);

        Assert.Equal(missing, observer.Warnings.Count);
    }

    private static EncodingResult Run(EncodingOptions options, double[][] y, IRunObserver? observer = null) => EncodingCrossValidation.Run(
        new EncodingModel(new MatrixPatterns(s_tall.X, name: "conv1"), new MatrixPatterns(y, name: "V1"), options),
        new EncodingValidationOptions { FoldCount = 4 },
        observer ?? SilentObserver.Instance,
        CancellationToken.None);
}
