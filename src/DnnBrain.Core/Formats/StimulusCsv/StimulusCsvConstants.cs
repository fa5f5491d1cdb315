using DnnBrain.Stimuli;

namespace DnnBrain.Formats.StimulusCsv;

/// <summary>The words of DNNBrain's .stim.csv.</summary>
internal static class StimulusCsvConstants
{
    public const string Extension = ".stim.csv";
    public const string TypeKey = "type";
    public const string PathKey = "path";
    public const string TitleKey = "title";
    public const string DataKey = "data";

    /// <summary>Longest cell: more is a file of another format.</summary>
    public const int MaximumCellLength = 65_536;

    /// <summary>The types a file can have. <c>audio</c> is ours; DNNBrain reads the others.</summary>
    public static IReadOnlyList<(string Word, StimulusKind Kind)> Types { get; } =
    [
        ("image", StimulusKind.Image),
        ("video", StimulusKind.VideoFrame),
        ("video_clip", StimulusKind.Video),
        ("audio", StimulusKind.Audio),
    ];
}
