using DnnBrain.Visualization.Scales;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.2, 0.63, 6, "−0.2 0.0 0.2 0.4 0.6")]
    [InlineData(0, 0.05, 5, "0.00 0.01 0.02 0.03 0.04 0.05")]
    [InlineData(1, 120, 6, "20 40 60 80 100 120")]
    [InlineData(0, 99_000, 4, "0 50000")]
    [InlineData(0, 2e6, 4, "0 5e5 1e6 1.5e6 2e6")]
    [InlineData(0, 3e-7, 3, "0 1e−7 2e−7 3e−7")]
    [InlineData(-3, -1, 2, "−3 −2 −1")]
    public void Nice_Range_GivesRoundNumbers(double min, double max, int intervals, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tick.Nice(min, max, intervals).Select(tick => tick.Label)));

    [Fact]
    public void Nice_AnyRange_StaysWithinItAndBelowTheTarget()
    {
        var random = new Random(4);
        for (int i = 0; i < 500; i++)
        {
            double min = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            double max = min + ((random.NextDouble() + 0.01) * Math.Pow(10, random.Next(-4, 7)));
            IReadOnlyList<Tick> ticks = Tick.Nice(min, max, 6);
            double slack = (max - min) * 1e-8;
            Assert.InRange(ticks.Count, 1, 7);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, min - slack, max + slack));
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(-0.0, "0.00")]
    [InlineData(-0.001, "0.00")]
    [InlineData(-0.01, "−0.01")]
    public void Fixed_NumberNearZero_HasASignOnlyWhereItShows(double value, string expected) =>
        Assert.Equal(expected, Tick.Fixed(value, 2));
}
