using System.Numerics.Tensors;

namespace DnnBrain.Activations.Epochs;

/// <summary>The patterns of one bin of time: row × channel, or row × channel × sample. Means are taken in float64 while rows are read.</summary>
/// <param name="epochs">The epochs.</param>
/// <param name="first">0-based first sample.</param>
/// <param name="count">Number of samples.</param>
/// <param name="time">The time of the bin in seconds.</param>
/// <param name="content">What the units are.</param>
internal sealed class TimeBinPatterns(IEpochSet epochs, int first, int count, double time, TimeBinContent content) : IPatternSet
{
    public string Name { get; } = TimeBins.NameOf(epochs.Name, time);

    public string Source => epochs.Source;

    public string? Subject => epochs.Subject;

    public double? BinTime => time;

    public string SeriesName => epochs.Name;

    public IReadOnlyList<string> StimulusId => epochs.StimulusId;

    public int UnitCount => checked(epochs.ChannelCount * (content == TimeBinContent.Mean ? 1 : count));

    public PatternPrecision Precision => PatternPrecision.Float64;

    public IUnitSpace? UnitSpace => content == TimeBinContent.Mean || count == 1 ? epochs.UnitSpace : null;

    public bool IsInMemory => epochs.IsInMemory;

    public Provenance Provenance { get; } = new()
    {
        Operation = "TimeBin",
        Parameters = new Dictionary<string, string>
        {
            ["Time"] = FormattableString.Invariant($"{epochs.Time[first]:R} to {epochs.Time[first + count - 1]:R} s"),
            ["SampleCount"] = FormattableString.Invariant($"{count}"),
            ["Content"] = content.ToString(),
        },
        Sources = [epochs.Provenance],
    };

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        if (content == TimeBinContent.Concatenation || count == 1)
        {
            epochs.Read(firstStimulus, stimulusCount, first, count, destination);
            return;
        }

        int channels = epochs.ChannelCount;
        double[] samples = new double[channels * count];
        for (int row = 0; row < stimulusCount; row++)
        {
            epochs.Read(firstStimulus + row, 1, first, count, samples);
            for (int channel = 0; channel < channels; channel++)
            {
                destination[(row * channels) + channel] = TensorPrimitives.Sum<double>(samples.AsSpan(channel * count, count)) / count;
            }
        }
    }
}
