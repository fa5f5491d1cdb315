using DnnBrain.Rsa;
using DnnBrain.Rsa.Merging;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Merging;

public class RdmSubsetTests
{
    // d(i, j) = 10 i + j.
    private static readonly Rdm s_rdm = new("V1", "Euclidean", ["a", "b", "c", "d"], [1, 2, 3, 12, 13, 23], new Provenance { Operation = "test" })
    {
        Source = "scan",
        Subject = "s1",
        Evidence = [5, 6, 7, 8, 9, 10],
    };

    [Fact]
    public void Select_OtherOrder_PairsAndEvidenceGoWithTheirStimuli()
    {
        Rdm subset = RdmSubset.Select(s_rdm, ["d", "a", "c"]);
        Assert.Equal(["d", "a", "c"], subset.StimulusId);
        Assert.Equal([3.0, 23, 2], subset.Dissimilarity);
        Assert.Equal([7.0, 10, 6], subset.Evidence!);
        Assert.Equal(("V1", "Euclidean", "scan", "s1"), (subset.Name, subset.Metric, subset.Source, subset.Subject));
        Assert.Equal("d a c", subset.Provenance.Parameters["StimulusId"]);
    }

    [Fact]
    public void Select_AllInOrder_IsTheSame()
    {
        Rdm same = RdmSubset.Select(s_rdm, s_rdm.StimulusId);
        Assert.Equal(s_rdm.Dissimilarity, same.Dissimilarity);
        Rdm plain = RdmSubset.Select(RsaCase.Rdm("x", null, 1, 2, 3), ["s2", "s0"]);
        Assert.Null(plain.Evidence);
        Assert.Equal([2.0], plain.Dissimilarity);
    }

    [Theory]
    [InlineData("StimulusTooFew")]
    [InlineData("StimulusTooFew", "a")]
    [InlineData("StimulusNotFound", "a", "e")]
    [InlineData("StimulusDuplicate", "a", "b", "a")]
    public void Select_BadIds_AreRefused(string errorId, params string[] ids)
    {
        Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(() => RdmSubset.Select(s_rdm, ids)).ErrorId);
    }
}
