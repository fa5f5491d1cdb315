using System.Globalization;

namespace DnnBrain.Rsa.Temporal;

/// <summary>Points in time side by side whose similarity is significant, of one sign.</summary>
/// <param name="Start">The first time.</param>
/// <param name="End">The last time.</param>
/// <param name="ModelStart">The first time of the model; 1 for a model that does not change.</param>
/// <param name="ModelEnd">The last time of the model.</param>
/// <param name="PointCount">Number of points, pairs of a model's time and a time.</param>
/// <param name="PeakTime">The time at which t is furthest from 0.</param>
/// <param name="PeakT">That t.</param>
/// <param name="AdjustedPValue">The smallest adjusted p in it.</param>
public sealed record TimeCluster(
    double Start, double End, double ModelStart, double ModelEnd, int PointCount, double PeakTime, double PeakT, double AdjustedPValue)
{
    /// <summary>From when to when, and p.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:G5} to {End:G5}, p {AdjustedPValue:G2}");
}
