namespace DnnBrain.Brain;

/// <summary>A region of a mask.</summary>
/// <param name="Number">The whole number that marks its voxels; never 0, which is outside.</param>
/// <param name="Name">The region's name; the number as text where the mask has no names.</param>
/// <param name="VoxelCount">The number of its voxels.</param>
public sealed record BrainLabel(int Number, string Name, int VoxelCount)
{
    /// <summary>The name, and the number where it says more.</summary>
    public override string ToString() => Name == FormattableString.Invariant($"{Number}") ? Name : FormattableString.Invariant($"{Number} ({Name})");
}
