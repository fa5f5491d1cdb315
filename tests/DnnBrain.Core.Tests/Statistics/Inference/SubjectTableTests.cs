using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class SubjectTableTests
{
    [Fact]
    public void Create_BlocksOfDifferentPeople_GivesAPersonOneColumn()
    {
        double[,] values = SubjectTable.Create(
        [
            new SubjectBlock(["b", "a"], 2, (row, s) => (10 * row) + s),
            new SubjectBlock(["a", "c"], 1, (_, s) => 100 + s),
        ]);

        // Columns are b, a, c.
        Assert.Equal(new[,] { { 0, 1, double.NaN }, { 10, 11, double.NaN }, { double.NaN, 100, 101 } }, values);
    }

    [Fact]
    public void Create_NoBlock_HasNoRow() => Assert.Empty(SubjectTable.Create([]));

    [Fact]
    public void OfMean_Values_IsDeviationOverRootOfCount()
    {
        // sd of 1, 2, 3 is 1.
        Assert.Equal(1 / Math.Sqrt(3), StandardError.OfMean([1, 2, 3]), 1e-15);
        Assert.Equal(double.NaN, StandardError.OfMean([1]));
        Assert.Equal(double.NaN, StandardError.OfMean([]));
    }
}
