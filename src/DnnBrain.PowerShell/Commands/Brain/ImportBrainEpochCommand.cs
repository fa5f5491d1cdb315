using System.Globalization;
using System.Management.Automation;
using DnnBrain.Brain;
using DnnBrain.Formats.EpochFiles;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Reads epochs of M/EEG, trial × sensor × time, one object a file.</summary>
[Cmdlet(VerbsData.Import, "BrainEpoch", DefaultParameterSetName = PathSet)]
[OutputType(typeof(BrainEpoch))]
public sealed class ImportBrainEpochCommand : PathCommand
{
    // Half a second from sample to sample is no M/EEG, but 500 samples a second in milliseconds would be.
    private const double LargestInterval = 0.5;

    private EpochFileOptions _options = new();

    /// <summary>The array or variable of the file that holds the values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Variable { get; set; }

    /// <summary>What the axes of the array are, in its order.</summary>
    [Parameter]
    [ValidateCount(3, 3)]
    public EpochAxis[] Axis { get; set; } = [.. new EpochFileOptions().Axis];

    /// <summary>The times of the samples in seconds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public double[]? Time { get; set; }

    /// <summary>Samples a second.</summary>
    [Parameter]
    public double? SamplingRate { get; set; }

    /// <summary>The time of the first sample in seconds.</summary>
    [Parameter]
    public double StartTime { get; set; }

    /// <summary>What is known of the trials, in the order of the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSObject[] Trial { get; set; } = [];

    /// <summary>Sensors; wildcards are allowed. All sensors by default.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Sensor { get; set; } = ["*"];

    /// <summary>What was measured.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The subject. By default what follows <c>sub-</c> in the file's name, as in BIDS.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        IReadOnlyDictionary<string, object?>[] rows = [.. Trial.Select(RowObject.ToRow)];
        _options = new EpochFileOptions
        {
            Variable = Variable,
            Axis = Axis,
            Time = Time,
            SamplingRate = SamplingRate,
            StartTime = StartTime,
            Name = Name,
            Descriptor = rows.SelectMany(row => row.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(
                column => column,
                column => (IReadOnlyList<string>)[.. rows.Select(row => Convert.ToString(row.GetValueOrDefault(column), CultureInfo.InvariantCulture) ?? "")],
                StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        BrainEpoch epochs = RunForItem((_, token) => EpochFile.Read(path, _options with { Subject = Subject ?? GetBrainPatternCommand.SubjectOf(path) }, token));
        if (Sensor is not ["*"])
        {
            epochs = epochs.SelectSensor(NamePattern.Select(Sensor, epochs.Sensor, "SensorNotFound", "sensor"));
        }

        if (epochs.Time.Count > 1 && (epochs.Time[^1] - epochs.Time[0]) / (epochs.Time.Count - 1) >= LargestInterval)
        {
            WriteWarning($"The samples of '{path}' are {(epochs.Time[^1] - epochs.Time[0]) / (epochs.Time.Count - 1):G4} s apart. Times are in seconds; give milliseconds divided by 1000 with -Time, or -SamplingRate and -StartTime.");
        }

        WriteObject(epochs);
    }
}
