namespace DnnBrain.Activations.Transforms;

/// <summary>Which axis of a layer is replaced by features. The other units keep their places and are treated each by itself.</summary>
public enum FeatureAxis
{
    /// <summary>All units together: stimulus × feature × 1 × 1 (dnn_fe without <c>-axis</c>).</summary>
    Layer,

    /// <summary>The channels, at each location by itself: stimulus × feature × row × column (dnn_fe <c>-axis chn</c>).</summary>
    Channel,

    /// <summary>The locations, in each channel by itself: stimulus × channel × feature × 1 (dnn_fe <c>-axis row_col</c>).</summary>
    Location,
}
