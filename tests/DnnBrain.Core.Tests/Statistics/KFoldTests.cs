using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class KFoldTests
{
    [Fact]
    public void Split_UnevenRows_GivesFirstFoldsOneMore()
    {
        // As sklearn.model_selection.KFold(3).split(range(8)).
        IReadOnlyList<Fold> folds = KFold.Split([.. Enumerable.Range(0, 8)], 3);

        Assert.Equal([[0, 1, 2], [3, 4, 5], [6, 7]], folds.Select(fold => fold.Test));
        Assert.Equal([[3, 4, 5, 6, 7], [0, 1, 2, 6, 7], [0, 1, 2, 3, 4, 5]], folds.Select(fold => fold.Train));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(9)]
    public void Split_ImpossibleCount_IsRefused(int count) =>
        Assert.Equal("FoldCountInvalid", Assert.Throws<DnnBrainException>(() => KFold.Split([.. Enumerable.Range(0, 8)], count)).ErrorId);

    [Fact]
    public void Order_WithoutSeed_KeepsRows() => Assert.Equal([0, 1, 2, 3], KFold.Order(4, null));

    [Fact]
    public void Order_Seeds_AreRepeatableAndDiffer()
    {
        int[] first = KFold.Order(50, 7);

        Assert.Equal(first, KFold.Order(50, 7));
        Assert.NotEqual(first, KFold.Order(50, 8));
        Assert.NotEqual(Enumerable.Range(0, 50), first);
        Assert.Equal(Enumerable.Range(0, 50), first.Order());
    }
}
