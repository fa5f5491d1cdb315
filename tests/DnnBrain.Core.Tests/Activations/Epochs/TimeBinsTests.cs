using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;
using DnnBrain.Brain;
using Xunit;

namespace DnnBrain.Core.Tests.Activations.Epochs;

public class TimeBinsTests
{
    private const int Trials = 2;
    private const int Sensors = 3;
    private const int Samples = 10;

    [Fact]
    public void Split_NoWidth_OneBinASample()
    {
        IReadOnlyList<IPatternSet> bins = TimeBins.Split(Epochs(), new TimeBinOptions());
        Assert.Equal(Enumerable.Range(0, Samples).Select(i => (double?)Math.Round(-0.1 + (i * 0.02), 6)), bins.Select(bin => bin.BinTime));
        Assert.Equal(["MEG:-0.1", "MEG:-0.08"], bins.Take(2).Select(bin => bin.Name));
        Assert.Equal("MEG:0", bins[5].Name);
        Assert.All(bins, bin => Assert.Equal("MEG", bin.SeriesName));
        Assert.Equal([1007, 1017, 1027], Row(bins[7], 1));
    }

    [Fact]
    public void Split_Width_MeansOverTheBin()
    {
        // Samples 0, 1, 2 then 3, 4, 5 and 6, 7, 8; the tenth fills no bin.
        IReadOnlyList<IPatternSet> bins = TimeBins.Split(Epochs(), new TimeBinOptions { Width = 0.06 });
        Assert.Equal([-0.08, -0.02, 0.04], bins.Select(bin => bin.BinTime!.Value));
        Assert.Equal([4, 14, 24], Row(bins[1], 0));
        Assert.Equal(Sensors, bins[1].UnitCount);
    }

    [Fact]
    public void Split_Concatenation_KeepsTheSamples()
    {
        IPatternSet bin = TimeBins.Split(Epochs(), new TimeBinOptions { Width = 0.04, Content = TimeBinContent.Concatenation })[2];
        Assert.Equal(0.01 - 0.02, bin.BinTime!.Value, 1e-9);
        Assert.Equal([1004, 1005, 1014, 1015, 1024, 1025], Row(bin, 1));
    }

    [Fact]
    public void Split_Step_BinsOverlap()
    {
        IReadOnlyList<IPatternSet> bins = TimeBins.Split(Epochs(), new TimeBinOptions { Start = 0, Width = 0.04, Step = 0.02 });
        Assert.Equal([0.01, 0.03, 0.05, 0.07], bins.Select(bin => bin.BinTime!.Value));
        Assert.Equal([6.5, 16.5, 26.5], Row(bins[1], 0));
    }

    [Theory]
    [InlineData(0.08)]
    [InlineData(0.1)]
    [InlineData(5)]
    public void Split_WidthOfTheWindow_GivesOneBin(double width)
    {
        // Four samples from 0 to 0.06 s last 0.08 s, so that these widths take them all in.
        var window = new TimeBinOptions { Start = 0, End = 0.06, Width = width };
        IPatternSet only = Assert.Single(TimeBins.Split(Epochs(), window));
        Assert.Equal(0.03, only.BinTime);
        Assert.Equal(6.5, Row(only, 0)[0]);
    }

    [Fact]
    public void Split_TimesThatRound_LoseNoSample()
    {
        // 0.1 + 0.2 is not 0.3: times as they come out of sums, at 1,000 samples a second.
        double[] time = new double[300];
        for (int i = 1; i < time.Length; i++)
        {
            time[i] = time[i - 1] + 0.001;
        }

        IReadOnlyList<IPatternSet> bins = TimeBins.Split(
            new BrainEpoch("EEG", "", null, ["1"], ["Cz"], time, new float[300], null, new Provenance { Operation = "test" }), new TimeBinOptions { Width = 0.01 });
        Assert.Equal(30, bins.Count);
        Assert.All(bins.Index(), bin => Assert.Equal(Math.Round(0.0045 + (0.01 * bin.Index), 6), bin.Item.BinTime));
    }

    [Fact]
    public void Samples_OfAWindow_AreRows()
    {
        var samples = new SamplePatterns(Epochs(), new TimeBinOptions { End = -0.06 });
        Assert.Equal(["1@1", "1@2", "1@3", "2@1", "2@2", "2@3"], samples.StimulusId);
        double[] rows = new double[2 * Sensors];
        samples.Read(2, 2, rows.AsSpan());
        Assert.Equal([2, 12, 22, 1000, 1010, 1020], rows);
    }

    [Theory]
    [InlineData(0.01, null, null, null, "TimeBinInvalid")]
    [InlineData(double.NaN, null, null, null, "TimeBinInvalid")]
    [InlineData(0.04, -0.02, null, null, "TimeBinInvalid")]
    [InlineData(null, null, 0.05, 0.0, "TimeBinInvalid")]
    [InlineData(null, null, 0.011, 0.012, "TimeWindowEmpty")]
    [InlineData(null, null, 0.2, null, "TimeWindowEmpty")]
    public void Split_NoBins_SaysWhy(double? width, double? step, double? start, double? end, string expected)
    {
        var options = new TimeBinOptions { Width = width, Step = step, Start = start, End = end };
        Assert.Equal(expected, Assert.Throws<DnnBrainException>(() => TimeBins.Split(Epochs(), options)).ErrorId);
    }

    private static double[] Row(IPatternSet set, int row)
    {
        double[] values = new double[set.UnitCount];
        set.Read(row, 1, values.AsSpan());
        return values;
    }

    // 1000 trial + 10 sensor + sample, 50 samples a second from −0.1 s.
    private static BrainEpoch Epochs() => new(
        "MEG",
        "test",
        "sub-01",
        ["1", "2"],
        ["O1", "O2", "O3"],
        Enumerable.Range(0, Samples).Select(i => -0.1 + (i * 0.02)),
        [.. from trial in Enumerable.Range(0, Trials) from sensor in Enumerable.Range(0, Sensors) from sample in Enumerable.Range(0, Samples) select (float)((1000 * trial) + (10 * sensor) + sample)],
        null,
        new Provenance { Operation = "test" });
}
