using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;

namespace DnnBrain.Brain;

/// <summary>
/// What the sensors of ONE subject measured around each trial (M/EEG, or sources of it): trial × sensor × sample, in memory in single precision, in
/// the unit of the file.
/// </summary>
public sealed class BrainEpoch : IEpochSet
{
    private readonly float[] _values;

    /// <summary>Makes epochs; the values are taken over and must not be changed afterwards.</summary>
    /// <param name="name">What was measured: <c>MEG</c>.</param>
    /// <param name="source">The file's name.</param>
    /// <param name="subject">The subject; null where it is not known.</param>
    /// <param name="stimulusId">The ids of the trials.</param>
    /// <param name="sensor">The names of the sensors.</param>
    /// <param name="time">The times of the samples in seconds, ascending.</param>
    /// <param name="values">Trial × sensor × sample, samples fastest. NaN where a value is missing.</param>
    /// <param name="descriptor">What is known of the trials, one text a trial; null for nothing.</param>
    /// <param name="provenance">How they were made.</param>
    /// <exception cref="DnnBrainException">
    /// The number of values or of texts does not fit (<c>ShapeMismatch</c>), an id or a sensor occurs twice (<c>StimulusDuplicate</c>,
    /// <c>SensorDuplicate</c>), or times do not ascend (<c>TimeInvalid</c>).
    /// </exception>
    public BrainEpoch(
        string name,
        string source,
        string? subject,
        IEnumerable<string> stimulusId,
        IEnumerable<string> sensor,
        IEnumerable<double> time,
        float[] values,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? descriptor,
        Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Source = source;
        Subject = subject;
        StimulusId = Array.AsReadOnly(stimulusId.ToArray());
        Sensor = Array.AsReadOnly(sensor.ToArray());
        Time = Array.AsReadOnly(time.ToArray());
        Descriptor = new Dictionary<string, IReadOnlyList<string>>(descriptor ?? new Dictionary<string, IReadOnlyList<string>>(), StringComparer.OrdinalIgnoreCase).AsReadOnly();
        Provenance = provenance;
        _values = values;
        Stimuli.StimulusIds.Index(StimulusId, name);
        Check();
    }

    /// <summary>What was measured: the file's name where nothing else is known.</summary>
    public string Name { get; }

    /// <summary>The file's name.</summary>
    public string Source { get; }

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject { get; }

    /// <summary>The ids of the trials.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>The names of the sensors, in the order of the channels.</summary>
    public IReadOnlyList<string> Sensor { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Time { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Descriptor { get; }

    /// <summary>The number of trials.</summary>
    public int TrialCount => StimulusId.Count;

    /// <inheritdoc/>
    public int ChannelCount => Sensor.Count;

    /// <summary>The number of samples of a trial, of all sensors.</summary>
    public int UnitCount => checked(ChannelCount * Time.Count);

    /// <inheritdoc/>
    public PatternPrecision Precision => PatternPrecision.Float32;

    /// <inheritdoc/>
    public Provenance Provenance { get; }

    bool IPatternSet.IsInMemory => true;

    /// <summary>Some sensors, in the order asked for.</summary>
    /// <param name="sensor">Their names.</param>
    /// <exception cref="DnnBrainException">There is no such sensor (<c>SensorNotFound</c>), or none is asked for (<c>SensorMissing</c>).</exception>
    public BrainEpoch SelectSensor(IReadOnlyList<string> sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        if (sensor.Count == 0)
        {
            throw new DnnBrainException("SensorMissing", ErrorKind.InvalidArgument, $"No sensor of '{Name}' is asked for; there are {string.Join(", ", Sensor)}.", Name);
        }

        int[] place = [.. sensor.Select(PlaceOf)];
        int samples = Time.Count;
        float[] selected = new float[(long)TrialCount * place.Length * samples];
        for (int trial = 0; trial < TrialCount; trial++)
        {
            for (int i = 0; i < place.Length; i++)
            {
                _values.AsSpan(((trial * ChannelCount) + place[i]) * samples, samples).CopyTo(selected.AsSpan(((trial * place.Length) + i) * samples));
            }
        }

        return new BrainEpoch(Name, Source, Subject, StimulusId, sensor, Time, selected, Descriptor, Provenance);
    }

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => Rows(firstStimulus, stimulusCount).CopyTo(destination);

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) =>
        TensorPrimitives.ConvertTruncating(Rows(firstStimulus, stimulusCount), destination);

    /// <inheritdoc/>
    public void Read(int firstRow, int rowCount, int firstSample, int sampleCount, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstSample);
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)firstSample + sampleCount, Time.Count, nameof(sampleCount));
        ReadOnlySpan<float> rows = Rows(firstRow, rowCount);
        for (int i = 0; i < rowCount * ChannelCount; i++)
        {
            TensorPrimitives.ConvertTruncating(rows.Slice((i * Time.Count) + firstSample, sampleCount), destination.Slice(i * sampleCount, sampleCount));
        }
    }

    /// <summary>Name, subject and shape.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}{(Subject is null ? "" : $" {Subject}")} {TrialCount}×{ChannelCount}×{Time.Count}, {Time[0]:G4} to {Time[^1]:G4} s");

    private void Check()
    {
        if (TrialCount == 0 || ChannelCount == 0 || Time.Count == 0 || _values.Length != (long)TrialCount * ChannelCount * Time.Count)
        {
            throw Invalid("ShapeMismatch", $"has {TrialCount} trials × {ChannelCount} sensors × {Time.Count} samples but {_values.Length} values.");
        }

        if (Descriptor.FirstOrDefault(pair => pair.Value.Count != TrialCount) is { Key: not null } other)
        {
            throw Invalid("ShapeMismatch", $"has {TrialCount} trials, but {other.Value.Count} values of '{other.Key}'.");
        }

        if (Sensor.GroupBy(s => s, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Invalid("SensorDuplicate", $"has two sensors called '{twice.Key}'.");
        }

        for (int i = 0; i < Time.Count; i++)
        {
            if (!double.IsFinite(Time[i]) || (i > 0 && Time[i] <= Time[i - 1]))
            {
                throw Invalid("TimeInvalid", FormattableString.Invariant($"has times that do not ascend: sample {i + 1} is at {Time[i]} s."));
            }
        }
    }

    private int PlaceOf(string sensor)
    {
        for (int i = 0; i < Sensor.Count; i++)
        {
            if (Sensor[i] == sensor)
            {
                return i;
            }
        }

        throw new DnnBrainException("SensorNotFound", ErrorKind.NotFound, $"'{Name}' has no sensor '{sensor}'; there are {string.Join(", ", Sensor)}.", sensor);
    }

    private ReadOnlySpan<float> Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, TrialCount, nameof(count));
        return _values.AsSpan(checked(first * UnitCount), checked(count * UnitCount));
    }

    private DnnBrainException Invalid(string id, string message) => new(id, ErrorKind.InvalidData, $"'{Name}' {message}", Name);
}
