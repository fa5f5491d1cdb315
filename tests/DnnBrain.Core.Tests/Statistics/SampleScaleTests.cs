using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class SampleScaleTests
{
    // 1 to n around an offset: Σ (x − mean)² = n (n² − 1) / 12, whatever the offset. Two and a half pieces of 512.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e9, 0)]
    [InlineData(-1e12, 0)]
    [InlineData(1e15, 0)]
    [InlineData(1e9, -500)]
    [InlineData(0, 460)]
    public void Of_WholeNumbers_IsTheClosedForm(double offset, int powerOfTwo)
    {
        const int Count = 1280;
        double unit = Math.ScaleB(1, powerOfTwo);
        double[] values = [.. Enumerable.Range(1, Count).Select(i => unit * (offset + i))];

        var scale = SampleScale.Of(values);

        double mean = unit * (offset + ((Count + 1) / 2.0));
        double squares = Count * ((Count * (double)Count) - 1) / 12;
        Assert.Equal(1, (scale.Mean + scale.Remainder) / mean, 1e-15);
        Assert.Equal(1, scale.Norm / (unit * Math.Sqrt(squares)), 1e-13);
        Assert.Equal(1, scale.LengthFromZero(Count) / (unit * Math.Sqrt(squares + (Count * (mean / unit) * (mean / unit)))), 1e-13);
        Assert.True(scale.Varies(Count));
        scale.Standardize(values, values);
        Assert.Equal(-(Count - 1) / 2.0 / Math.Sqrt(squares), values[0], 1e-15);
    }

    [Fact]
    public void Of_EqualNumbersWhoseMeanIsRounded_DoesNotVary()
    {
        double[] values = [.. Enumerable.Repeat(0.1, 1001)];
        Assert.False(SampleScale.Of(values).Varies(values.Length));
        values[500] = Math.BitIncrement(0.1);
        Assert.False(SampleScale.Of(values).Varies(values.Length));
        values[500] = 0.1001;
        Assert.True(SampleScale.Of(values).Varies(values.Length));
    }

    [Fact]
    public void Of_NaNInfinityOrNothing_DoesNotVary()
    {
        foreach (double[] values in new double[][] { [1, double.NaN, 2], [1, double.PositiveInfinity, 2], [1e200, -1e200], [] })
        {
            Assert.False(SampleScale.Of(values).Varies(values.Length));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-310)]
    public void Standardize_PartsOrWhole_AreTheSameBitsOfLengthOne(double length)
    {
        double[] values = [.. Enumerable.Range(0, 999).Select(i => length * Math.Cos(i))];
        var scale = new SampleScale(0, 0, length);
        double[] whole = new double[values.Length];
        double[] parts = new double[values.Length];

        scale.Standardize(values, whole);
        foreach ((int first, int count) in new[] { (0, 384), (384, 7), (391, 608) })
        {
            scale.Standardize(values.AsSpan(first, count), parts.AsSpan(first, count));
        }

        Assert.Equal(whole, parts);

        // Numbers of 1e-310 have 13 digits.
        Assert.All(whole.Select((value, i) => value - Math.Cos(i)), difference => Assert.Equal(0, difference, length == 1 ? 1e-16 : 1e-13));
    }
}
