using System.Globalization;

namespace DnnBrain.Brain;

/// <summary>Connected voxels of a tested map, of one sign.</summary>
/// <param name="VoxelCount">Their number.</param>
/// <param name="PeakT">The t that is furthest from 0.</param>
/// <param name="PeakMillimetre">Where it is, x, y, z in mm.</param>
/// <param name="PeakVoxelIndex">Where it is, as a 0-based position in memory, x fastest.</param>
/// <param name="AdjustedPValue">The smallest adjusted p in it.</param>
public sealed record MapCluster(int VoxelCount, double PeakT, (double X, double Y, double Z) PeakMillimetre, int PeakVoxelIndex, double AdjustedPValue)
{
    /// <summary>Size, peak and p on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{VoxelCount} voxels, t {PeakT:F2} at ({PeakMillimetre.X:G4}, {PeakMillimetre.Y:G4}, {PeakMillimetre.Z:G4}) mm, p {AdjustedPValue:G2}");
}
