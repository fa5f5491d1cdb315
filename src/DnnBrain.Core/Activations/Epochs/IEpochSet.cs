namespace DnnBrain.Activations.Epochs;

/// <summary>
/// Patterns with a time axis, such as epochs of M/EEG: one row a trial, and in it channel × sample, samples fastest. As an
/// <see cref="IPatternSet"/> all samples of all channels are units; <see cref="TimeBins"/> takes it apart by time.
/// </summary>
public interface IEpochSet : IPatternSet
{
    /// <summary>The times of the samples in seconds, ascending, as a rule from the onset of the stimulus.</summary>
    IReadOnlyList<double> Time { get; }

    /// <summary>The number of channels: sensors, sources, electrodes.</summary>
    int ChannelCount { get; }

    /// <summary>What is known of the rows, by name in any case: one text a row.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Descriptor { get; }

    /// <summary>Reads consecutive samples of whole rows: row × channel × sample.</summary>
    /// <param name="firstRow">0-based first row.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="firstSample">0-based first sample.</param>
    /// <param name="sampleCount">Number of samples.</param>
    /// <param name="destination">Takes rows × channels × samples values.</param>
    void Read(int firstRow, int rowCount, int firstSample, int sampleCount, Span<double> destination);
}
