namespace DnnBrain.Stimuli;

/// <summary>What a stimulus is.</summary>
public enum StimulusKind
{
    /// <summary>A still image file.</summary>
    Image,

    /// <summary>A whole video file.</summary>
    Video,

    /// <summary>One frame of a video file.</summary>
    VideoFrame,

    /// <summary>A sound file.</summary>
    Audio,
}
