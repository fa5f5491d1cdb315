namespace DnnBrain.Networks;

/// <summary>What the axes of a tensor are, slowest first, as PyTorch's modules order them.</summary>
public enum AxisOrder
{
    /// <summary>Channel × row × column, or a vector of channels.</summary>
    ChannelRowColumn,

    /// <summary>Row × column × channel: inside of Swin's and ConvNeXt's blocks.</summary>
    RowColumnChannel,

    /// <summary>Token × feature.</summary>
    TokenFeature,

    /// <summary>Head × query token × key token: attention.</summary>
    HeadQueryKey,
}
