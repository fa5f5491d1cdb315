using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks;

/// <summary>The places of its inputs that a place of an operation's output takes.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Padding">How far the first window begins before the map.</param>
public sealed record WindowGeometry(Extent Kernel, Extent Stride, Extent Padding)
{
    /// <summary>Each place by itself: what works unit by unit or across channels.</summary>
    public static WindowGeometry Point { get; } = new(1, 1, 0);
}
