using DnnBrain.Statistics.Inference;

namespace DnnBrain.Statistics.Clusters;

/// <summary>What a test of maps found, one value a cell.</summary>
/// <param name="Mean">Means over subjects; NaN for fewer than two.</param>
/// <param name="TValue">t of the means against 0; NaN where values do not vary.</param>
/// <param name="Threshold">The t above which a cell belongs to a cluster, for cells that all subjects have; NaN without clusters.</param>
/// <param name="Test">Scores and their p by sign flips, raw and adjusted over all cells of all maps.</param>
internal sealed record MapTestResult(double[] Mean, double[] TValue, double Threshold, ResamplingResult Test);
