using DnnBrain.Activations;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public sealed class ActivationJoinTests
{
    [Fact]
    public void Join_OfThreeSets_GivesTheirStimuliInTurnInEveryRun()
    {
        Activation joined = ActivationSelector.Join([Part(["a", "b"], 10), Part(["c"], 30), Part(["d", "e"], 40)]);

        Assert.Equal(["a", "b", "c", "d", "e"], joined.StimulusId);
        float[] all = [10, 11, 12, 13, 30, 31, 40, 41, 42, 43];
        for (int first = 0; first < 5; first++)
        {
            for (int count = 1; count <= 5 - first; count++)
            {
                float[] read = new float[2 * count];
                joined.Read(first, count, read);
                Assert.Equal(all[(2 * first)..(2 * (first + count))], read);
            }
        }

        Assert.Equal([40f, 41], joined.GetPattern("d"));
        Assert.Equal([10f, 11], joined.GetPattern("a"));
        Assert.Equal("StimulusNotFound", Assert.Throws<DnnBrainException>(() => joined.GetPattern("A")).ErrorId);
    }

    [Fact]
    public void Join_OfOneStimulusTwice_IsRefused()
    {
        DnnBrainException error = Assert.Throws<DnnBrainException>(() => ActivationSelector.Join([Part(["a", "b"], 0), Part(["b"], 0)]));
        Assert.Equal("StimulusDuplicate", error.ErrorId);
        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net", "conv2", 2)]
    [InlineData("other", "conv1", 2)]
    [InlineData("net", "conv1", 1)]
    public void Join_OfWhatIsNotOneLayerOfOneNetwork_IsRefused(string model, string layer, int channels)
    {
        Activation other = new(model, layer, ["z"], new MemoryActivationValues(new ActivationShape(1, channels, 1, 1), new float[channels]), new Provenance { Operation = "test" });
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => ActivationSelector.Join([Part(["a"], 0), other])).ErrorId);
    }

    private static Activation Part(string[] ids, int first) => new(
        "net",
        "conv1",
        ids,
        new MemoryActivationValues(new ActivationShape(ids.Length, 2, 1, 1), [.. Enumerable.Range(first, 2 * ids.Length).Select(v => (float)v)]),
        new Provenance { Operation = "test" });
}
