namespace DnnBrain.Visualization;

/// <summary>How a channel's map becomes one number a stimulus.</summary>
public enum ActivationScore
{
    /// <summary>The largest value of the map, as DNNBrain ranks stimuli: what matters is that the feature is somewhere.</summary>
    Max,

    /// <summary>The mean of the map: what matters is how much of the image the feature fills.</summary>
    Mean,
}
