namespace DnnBrain.Formats.EpochFiles;

/// <summary>What a file of epochs does not say itself, or says otherwise.</summary>
public sealed record EpochFileOptions
{
    /// <summary>The array or variable that holds the values; null for the one that it must be.</summary>
    public string? Variable { get; init; }

    /// <summary>
    /// The axes in the order of the array, as NumPy's <c>shape</c> or MATLAB's <c>size</c> lists them. Ignored where the file says it.
    /// </summary>
    public IReadOnlyList<EpochAxis> Axis { get; init; } = [EpochAxis.Trial, EpochAxis.Sensor, EpochAxis.Time];

    /// <summary>The times of the samples in seconds; null for those of the file.</summary>
    public IReadOnlyList<double>? Time { get; init; }

    /// <summary>Samples a second, for files without times; null for those of the file.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The time of the first sample in seconds, with <see cref="SamplingRate"/>.</summary>
    public double StartTime { get; init; }

    /// <summary>What was measured; null for what the file says, else the file's name.</summary>
    public string? Name { get; init; }

    /// <summary>The subject; null for what the file says.</summary>
    public string? Subject { get; init; }

    /// <summary>What is known of the trials, one text a trial, in the order of the file; it comes before what the file says.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Descriptor { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Throws unless the options make sense.</summary>
    /// <exception cref="DnnBrainException">
    /// An axis is missing or there twice (<c>AxisInvalid</c>), or the sampling rate is not positive or the start no number
    /// (<c>TimeInvalid</c>).
    /// </exception>
    internal void Validate()
    {
        if (Axis.Count != 3 || Axis.Distinct().Count() != 3)
        {
            throw new DnnBrainException("AxisInvalid", ErrorKind.InvalidArgument, $"The axes are {string.Join(", ", Axis)}; Trial, Sensor and Time are needed, each once, in the order of the array.", Axis);
        }

        if (SamplingRate is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new DnnBrainException("TimeInvalid", ErrorKind.InvalidArgument, FormattableString.Invariant($"The sampling rate is {rate} Hz; it is a positive number."), rate);
        }

        if (!double.IsFinite(StartTime))
        {
            throw new DnnBrainException("TimeInvalid", ErrorKind.InvalidArgument, "The time of the first sample is no number.", StartTime);
        }
    }
}
