using DnnBrain.Activations;
using DnnBrain.Core.Tests.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public sealed class GramSquareTests : TensorTest
{
    [Fact]
    public void ToSquare_HoldsEveryProductOnBothSides()
    {
        double[] values = [1, 2, 3, -1, 0, 4, 2, 2, 2];
        double[,] square = Build(values).ToSquare();

        // Sums of products of small integers, put together from a centred part and a mean: a few roundings.
        double[,] expected = { { 14, 11, 12 }, { 11, 17, 6 }, { 12, 6, 12 } };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(expected[i, j], square[i, j], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void CentredProduct_WithAPatternThatIsNotFinite_IsNaNForItAlone(int odd)
    {
        double[] values = [1, 2, 3, -1, 0, 4, 2, 5, 2];
        values[(3 * odd) + 1] = double.NaN;
        ActivationGram gram = Build(values);

        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(i == odd || j == odd, double.IsNaN(gram.CentredProduct(i, j)));
                Assert.Equal(i == odd || j == odd, double.IsNaN(gram[i, j]));
            }

            Assert.Equal(i == odd, double.IsNaN(gram.PatternNorm[i]));
        }
    }

    [Fact]
    public void Build_OfMoreStimuliThanOneMatrixHolds_IsRefusedBeforeAnythingIsRead()
    {
        var patterns = new ArrayPatterns(65_536, new double[65_536]);
        Assert.Equal("GramTooLarge", Assert.Throws<DnnBrainException>(() => ActivationGramBuilder.Build(patterns, 1 << 20, SilentObserver.Instance, default)).ErrorId);
        Assert.Equal(0, patterns.RowsRead);
    }

    private static ActivationGram Build(double[] values) => ActivationGramBuilder.Build(new ArrayPatterns(3, values), 1 << 20, SilentObserver.Instance, default);
}
