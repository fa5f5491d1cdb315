namespace DnnBrain.Formats.EpochFiles;

/// <summary>What an axis of an array of epochs is.</summary>
public enum EpochAxis
{
    /// <summary>One place a trial.</summary>
    Trial,

    /// <summary>One place a sensor.</summary>
    Sensor,

    /// <summary>One place a sample.</summary>
    Time,
}
