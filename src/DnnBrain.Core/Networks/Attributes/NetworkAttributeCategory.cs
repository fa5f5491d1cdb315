namespace DnnBrain.Networks.Attributes;

/// <summary>What an attribute of a network is about.</summary>
public enum NetworkAttributeCategory
{
    /// <summary>What it was trained to do.</summary>
    Task,

    /// <summary>How it is built.</summary>
    Architecture,

    /// <summary>What it was trained on.</summary>
    TrainingData,

    /// <summary>How it was trained.</summary>
    TrainingMethod,
}
