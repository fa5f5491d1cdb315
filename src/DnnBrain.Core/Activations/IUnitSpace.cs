namespace DnnBrain.Activations;

/// <summary>
/// Where the units of a pattern set lie: voxels of a volume, vertices of a surface. Methods that give one value a unit pass it
/// on with their result, so that the values can be written back as a map without the methods knowing what the places are.
/// </summary>
public interface IUnitSpace
{
    /// <summary>The number of places, one a unit, in the order of the units.</summary>
    int UnitCount { get; }
}
