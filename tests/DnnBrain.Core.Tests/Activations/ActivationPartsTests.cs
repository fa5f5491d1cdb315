using DnnBrain.Activations;
using DnnBrain.Core.Tests.Activations.Transforms;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public sealed class ActivationPartsTests
{
    private static readonly ActivationShape s_shape = new(3, 4, 2, 5);

    // Every value says where it stands: stimulus, channel, row, column.
    private static readonly Activation s_layer = Layers.Of(
        s_shape, [.. Enumerable.Range(0, 3).SelectMany(s => Enumerable.Range(0, 4).SelectMany(c => Enumerable.Range(0, 10).Select(place => Value(s, c, place / 5, place % 5))))]);

    [Theory]
    [InlineData(long.MaxValue)] // read once
    [InlineData(1)] // read for each part
    public void Split_ByChannel_GivesTheMapOfEach(long memory)
    {
        IReadOnlyList<IPatternSet> parts = ActivationParts.Split(s_layer, "channel", memory);

        Assert.Equal(["conv1 channel 1", "conv1 channel 2", "conv1 channel 3", "conv1 channel 4"], parts.Select(part => part.Name));
        for (int c = 0; c < 4; c++)
        {
            Equal(parts[c], stimulus => [.. Enumerable.Range(0, 10).Select(place => Value(stimulus, c, place / 5, place % 5))]);
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1)]
    public void Split_ByPosition_GivesAllChannelsAtEach(long memory)
    {
        IReadOnlyList<IPatternSet> parts = ActivationParts.Split(s_layer, "Position", memory);

        Assert.Equal(10, parts.Count);
        for (int place = 0; place < 10; place++)
        {
            (int row, int column) = (place / 5, place % 5);
            Assert.Equal(FormattableString.Invariant($"conv1 position {row + 1},{column + 1}"), parts[place].Name);
            Equal(parts[place], stimulus => [.. Enumerable.Range(0, 4).Select(c => Value(stimulus, c, row, column))]);
        }
    }

    [Fact]
    public void Split_ByAnotherAxis_ListsThoseThereAre()
    {
        DnnBrainException error = Assert.Throws<DnnBrainException>(() => ActivationParts.Split(s_layer, "Time", 1));
        Assert.Equal("AxisNotFound", error.ErrorId);
        Assert.Contains("Channel and Position", error.Message, StringComparison.Ordinal);
    }

    private static float Value(int stimulus, int channel, int row, int column) => (1000 * (stimulus + 1)) + (100 * channel) + (10 * row) + column;

    /// <summary>Reads every run of stimuli in both precisions.</summary>
    private static void Equal(IPatternSet part, Func<int, float[]> pattern)
    {
        Assert.Equal(pattern(0).Length, part.UnitCount);
        for (int first = 0; first < 3; first++)
        {
            for (int count = 1; count <= 3 - first; count++)
            {
                float[] expected = [.. Enumerable.Range(first, count).SelectMany(pattern)];
                float[] single = new float[expected.Length];
                double[] twice = new double[expected.Length];
                part.Read(first, count, single.AsSpan());
                part.Read(first, count, twice.AsSpan());
                Assert.Equal(expected, single);
                Assert.Equal(expected.Select(v => (double)v), twice);
            }
        }
    }
}
