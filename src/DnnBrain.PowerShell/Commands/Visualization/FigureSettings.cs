using DnnBrain.Brain;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What people ask of a figure besides its data.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Note">A sentence at the end of the caption.</param>
/// <param name="Grouping">Which stimuli stand together along RDMs.</param>
/// <param name="TimeUnit">The unit of times, <c>ms</c> or <c>s</c>; empty for none.</param>
/// <param name="Slices">Which slices of maps, and what is drawn beneath them.</param>
internal sealed record FigureSettings(string Title, string Note, StimulusGrouping Grouping, string TimeUnit, SliceSettings Slices)
{
    /// <summary>The title of an axis of time.</summary>
    public string TimeLabel(string what) => TimeUnit.Length == 0 ? what : $"{what} ({TimeUnit})";
}

/// <summary>Which slices of maps are drawn, and what beneath them.</summary>
/// <param name="Position">In mm; empty for slices chosen by <paramref name="Count"/>.</param>
/// <param name="Count">The number of slices, evenly from the lowest to the highest with a value.</param>
/// <param name="Underlay">An anatomical image; null for none.</param>
/// <param name="Mask">Voxels whose border is drawn; null for those of the map.</param>
internal sealed record SliceSettings(IReadOnlyList<double> Position, int Count, BrainImage? Underlay, VoxelSet? Mask);
