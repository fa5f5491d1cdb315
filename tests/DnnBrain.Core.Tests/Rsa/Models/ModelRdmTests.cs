using DnnBrain.Rsa;
using DnnBrain.Rsa.Models;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Models;

public class ModelRdmTests
{
    private const double NaN = double.NaN;

    [Fact]
    public void Create_Categories_AreNoughtWithinAndOneBetween()
    {
        Rdm rdm = Create(["face", "Face", "face", "house"], ModelKind.Categorical);
        Assert.Equal([1.0, 0, 1, 1, 1, 1], rdm.Dissimilarity);
        Assert.Equal(("kind", "Categorical"), (rdm.Name, rdm.Metric));
        Assert.Equal(["i0", "i1", "i2", "i3"], rdm.StimulusId);

        // The fifth and the third name are as far apart as the first and the second.
        Assert.All(Create(["a", "b", "c", "d", "e"], ModelKind.Categorical).Dissimilarity, d => Assert.Equal(1, d));
    }

    [Fact]
    public void Create_Numbers_AreDifferences()
    {
        Assert.Equal([3.5, 1, 2.5], Create(["1.5", "-2", "5E-1"], ModelKind.Numeric).Dissimilarity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("NA")]
    [InlineData("na")]
    public void Create_MissingValues_AreNaNInTheirPairsAndSaid(string missing)
    {
        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
        {
            var observer = new RecordingObserver();
            Rdm rdm = Create(["1", missing, "2", missing], kind, observer: observer);
            Assert.Equal([NaN, 1, NaN, NaN, NaN, NaN], rdm.Dissimilarity);
            Assert.Equal("2 of 4 stimuli have no kind (i1, i3); their pairs are NaN.", Assert.Single(observer.Warnings));
        }
    }

    [Fact]
    public void Create_ManyMissingValues_FiveAreNamed()
    {
        var observer = new RecordingObserver();
        Create(["1", "", "", "", "", "", ""], ModelKind.Numeric, observer: observer);
        Assert.Equal("6 of 7 stimuli have no kind (i1, i2, i3, i4, i5, ...); their pairs are NaN.", observer.Warnings[0]);
        Create(["1", "2", "", "", "", "", ""], ModelKind.Numeric, observer: observer);
        Assert.Equal("5 of 7 stimuli have no kind (i2, i3, i4, i5, i6); their pairs are NaN.", observer.Warnings[1]);
        RecordingObserver silent = new();
        Create(["1", "2"], ModelKind.Numeric, observer: silent);
        Assert.Empty(silent.Warnings);
    }

    [Fact]
    public void Create_LevelsGiven_AreCountedBetween()
    {
        Rdm rdm = Create(["low", "high", "middle"], ModelKind.Ordinal, ["low", "middle", "high"]);
        Assert.Equal([2.0, 1, 1], rdm.Dissimilarity);
        Assert.Equal("low middle high", rdm.Provenance.Parameters["Level"]);

        // A level that nobody has lies between all the same; a number that is written otherwise is another name.
        Assert.Equal([2.0], Create(["1", "3"], ModelKind.Ordinal, ["1", "2", "3"]).Dissimilarity);
        Assert.Equal("ModelLevelNotFound", Refused(["1", "1.0"], ModelKind.Ordinal, ["1", "2"]));
    }

    [Fact]
    public void Create_LevelsOfNumbers_AreInTheirOrder()
    {
        // 2 < 10 < 50: ranks 0, 1, 2 whatever the gaps; 10 and 10.0 are one level.
        Assert.Equal([1.0, 2, 1, 1, 0, 1], Create(["2", "10", "50", "10.0"], ModelKind.Ordinal).Dissimilarity);
        Assert.Equal([0.0, 1, 2, 1, 2, 1], Create(["1.0", "1", "2", "3"], ModelKind.Ordinal).Dissimilarity);
    }

    [Fact]
    public void Create_LevelsOfText_AreInTheOrderPeopleCount()
    {
        // step 2 < step 10, though 1 comes before 2 among letters.
        Assert.Equal([1.0, 1, 2], Create(["step 10", "step 2", "step x"], ModelKind.Ordinal).Dissimilarity);
    }

    [Theory]
    [InlineData(ModelKind.Numeric, "1", "-2.5", "")]
    [InlineData(ModelKind.Numeric, "1e3", "NA")]
    [InlineData(ModelKind.Categorical, "1", "two")]
    [InlineData(ModelKind.Categorical, "", "NaN")]
    [InlineData(ModelKind.Categorical)]
    public void Guess_Values_AreNumericWhereAllThatAreThereAre(ModelKind expected, params string[] values)
    {
        Assert.Equal(expected, ModelRdm.Guess(values));
    }

    [Fact]
    public void Create_BadInput_IsRefused()
    {
        Assert.Equal("ModelValueInvalid", Refused(["1", "two"], ModelKind.Numeric));
        Assert.Equal("ShapeMismatch", Refused(["1"], ModelKind.Numeric));
        Assert.Equal("ShapeMismatch", Refused([], ModelKind.Categorical));
        Assert.Equal("ShapeMismatch", Assert.ThrowsAny<DnnBrainException>(() => ModelRdm.Create("kind", ["a", "b"], ["1", "2", "3"], ModelKind.Numeric, null, SilentObserver.Instance)).ErrorId);
    }

    private static Rdm Create(string[] values, ModelKind kind, string[]? level = null, RecordingObserver? observer = null) =>
        ModelRdm.Create("kind", [.. values.Select((_, i) => $"i{i}")], values, kind, level, observer ?? new RecordingObserver());

    private static string Refused(string[] values, ModelKind kind, string[]? level = null) => Assert.ThrowsAny<DnnBrainException>(() => Create(values, kind, level)).ErrorId;
}
