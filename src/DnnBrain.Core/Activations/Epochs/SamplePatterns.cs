using System.Globalization;

namespace DnnBrain.Activations.Epochs;

/// <summary>All samples of a window as rows of their own, trial × sample by channel: what a noise covariance over time rests on.</summary>
public sealed class SamplePatterns : IPatternSet
{
    private readonly IEpochSet _epochs;
    private readonly int _first;
    private readonly int _count;

    /// <summary>Takes the samples of a window apart.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="options">The window; width, step and content do not matter.</param>
    /// <exception cref="DnnBrainException">The window is not one, or has no sample (<c>TimeBinInvalid</c>, <c>TimeWindowEmpty</c>).</exception>
    public SamplePatterns(IEpochSet epochs, TimeBinOptions options)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentNullException.ThrowIfNull(options);
        _epochs = epochs;
        (_first, _count) = TimeBins.Window(epochs, options);
        StimulusId = [.. epochs.StimulusId.SelectMany((_, row) => Enumerable.Range(0, _count).Select(sample => RowId(row, sample)))];
        Provenance = new Provenance
        {
            Operation = "Samples",
            Parameters = new Dictionary<string, string>
            {
                ["Time"] = FormattableString.Invariant($"{epochs.Time[_first]:R} to {epochs.Time[_first + _count - 1]:R} s"),
            },
            Sources = [epochs.Provenance],
        };
    }

    /// <summary>The number of samples of each trial.</summary>
    public int SampleCount => _count;

    /// <inheritdoc/>
    public string Name => _epochs.Name;

    /// <inheritdoc/>
    public string Source => _epochs.Source;

    /// <inheritdoc/>
    public string? Subject => _epochs.Subject;

    /// <summary>The ids of the rows: the 1-based trial and sample, <c>12@3</c>; trial by trial.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <inheritdoc/>
    public int UnitCount => _epochs.ChannelCount;

    /// <inheritdoc/>
    public PatternPrecision Precision => PatternPrecision.Float64;

    /// <inheritdoc/>
    public IUnitSpace? UnitSpace => _epochs.UnitSpace;

    /// <inheritdoc/>
    public bool IsInMemory => _epochs.IsInMemory;

    /// <inheritdoc/>
    public Provenance Provenance { get; }

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        for (int i = 0; i < stimulusCount; i++)
        {
            (int row, int sample) = Math.DivRem(firstStimulus + i, _count);
            _epochs.Read(row, 1, _first + sample, 1, destination.Slice(i * UnitCount, UnitCount));
        }
    }

    private static string RowId(int row, int sample) => string.Create(CultureInfo.InvariantCulture, $"{row + 1}@{sample + 1}");
}
