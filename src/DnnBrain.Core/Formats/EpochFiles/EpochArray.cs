using DnnBrain.Brain;

namespace DnnBrain.Formats.EpochFiles;

/// <summary>The values of a file of epochs in the order of the file, and what the file says about them.</summary>
/// <param name="path">The file.</param>
/// <param name="shape">Three sizes, in the order of <see cref="Axis"/>.</param>
/// <param name="values">The values.</param>
/// <param name="firstFastest">Whether the first axis varies fastest, as in MATLAB; otherwise the last, as in NumPy.</param>
internal sealed class EpochArray(string path, IReadOnlyList<int> shape, float[] values, bool firstFastest)
{
    private static readonly string[] s_ids = ["stimulus_id", "StimulusId", "stimID", "Id"];

    /// <summary>The axes, where the file says them; null for those of the options.</summary>
    public IReadOnlyList<EpochAxis>? Axis { get; init; }

    /// <summary>What was measured, where the file says it.</summary>
    public string? Name { get; init; }

    /// <summary>The subject, where the file says it.</summary>
    public string? Subject { get; init; }

    /// <summary>The times of the samples in seconds, where the file has them.</summary>
    public double[]? Time { get; init; }

    /// <summary>The names of the sensors, where the file has them.</summary>
    public string[]? Sensor { get; init; }

    /// <summary>What the file says of something; what has one text a trial is a descriptor.</summary>
    public IReadOnlyList<(string Name, string[] Texts)> Descriptor { get; init; } = [];

    /// <summary>The epochs.</summary>
    /// <exception cref="DnnBrainException">
    /// There are no times (<c>TimeMissing</c>) or another number of them (<c>TimeCountMismatch</c>), or a table of another number of trials
    /// (<c>TrialCountMismatch</c>); what <see cref="BrainEpoch"/> refuses.
    /// </exception>
    public BrainEpoch ToEpochs(EpochFileOptions options)
    {
        IReadOnlyList<EpochAxis> axis = Axis ?? options.Axis;
        int[] place = [Place(axis, EpochAxis.Trial), Place(axis, EpochAxis.Sensor), Place(axis, EpochAxis.Time)];
        (int trials, int sensors, int samples) = (shape[place[0]], shape[place[1]], shape[place[2]]);
        double[] time = Times(options, samples);
        var descriptor = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string[] texts) in Descriptor.Where(d => d.Texts.Length == trials))
        {
            descriptor[name] = texts;
        }

        foreach ((string name, IReadOnlyList<string> texts) in options.Descriptor)
        {
            descriptor[name] = texts.Count == trials ? texts : throw new DnnBrainException(
                "TrialCountMismatch", ErrorKind.InvalidData, $"'{path}' has {trials} trials (axes {string.Join(", ", axis)}), but {texts.Count} are described.", path);
        }

        string[]? ids = s_ids.Select(name => descriptor.GetValueOrDefault(name)).FirstOrDefault(texts => texts?.Distinct(StringComparer.Ordinal).Count() == trials)?.ToArray();
        return new BrainEpoch(
            options.Name ?? Name ?? Path.GetFileNameWithoutExtension(path),
            Path.GetFileName(path),
            options.Subject ?? Subject,
            ids ?? PositionIds.Create(trials),
            Sensor?.Length == sensors ? Sensor : PositionIds.Create(sensors),
            time,
            Arrange(place),
            descriptor,
            new Provenance
            {
                Operation = "Import-BrainEpoch",
                Parameters = new Dictionary<string, string> { ["Axis"] = string.Join(' ', axis), ["StimulusId"] = ids is null ? "Position" : "File" },
                Inputs = [InputFile.FromFile(path)],
            });
    }

    private static int Place(IReadOnlyList<EpochAxis> axis, EpochAxis wanted) => axis.ToList().IndexOf(wanted);

    private double[] Times(EpochFileOptions options, int samples)
    {
        double[] time = options.Time is { } given ? [.. given]
            : options.SamplingRate is { } rate ? [.. Enumerable.Range(0, samples).Select(i => options.StartTime + (i / rate))]
            : Time ?? throw new DnnBrainException("TimeMissing", ErrorKind.InvalidArgument, $"'{path}' has no times; a sampling rate and the time of the first sample are needed, or the times themselves.", path);
        return time.Length == samples ? time : throw new DnnBrainException(
            "TimeCountMismatch",
            ErrorKind.InvalidData,
            $"'{path}' has {samples} samples, but {time.Length} times are given. The array is {string.Join(" × ", shape)}, its axes {string.Join(", ", Axis ?? options.Axis)}.",
            path);
    }

    // Trial × sensor × sample, samples fastest.
    private float[] Arrange(int[] place)
    {
        int[] stride = firstFastest ? [1, shape[0], shape[0] * shape[1]] : [shape[1] * shape[2], shape[2], 1];
        int[] size = [.. place.Select(p => shape[p])];
        int[] step = [.. place.Select(p => stride[p])];
        if (step[2] == 1 && step[1] == size[2])
        {
            return values;
        }

        float[] arranged = new float[values.Length];
        int k = 0;
        for (int trial = 0; trial < size[0]; trial++)
        {
            for (int sensor = 0; sensor < size[1]; sensor++)
            {
                int from = (trial * step[0]) + (sensor * step[1]);
                for (int sample = 0; sample < size[2]; sample++, from += step[2])
                {
                    arranged[k++] = values[from];
                }
            }
        }

        return arranged;
    }
}
