namespace DnnBrain.Statistics.Inference;

/// <summary>What a resampling test found, one value a cell.</summary>
/// <param name="Observed">The observed statistics.</param>
/// <param name="PValue">(k + 1)/(n + 1), where k of n draws were at least as extreme as the cell's observed value.</param>
/// <param name="AdjustedPValue">
/// Adjusted over all cells. By default (k + 1)/(n + 1), where in k of n draws the most extreme cell was at least as extreme as this cell's observed
/// value: the family-wise error over all cells (Westfall and Young 1993); otherwise as <see cref="Correction"/> says.
/// </param>
/// <param name="DrawCount">The number n of draws; the observed labelling is not one of them.</param>
/// <param name="IsExact">True where the draws are all there are.</param>
/// <remarks>A cell whose observed value is NaN has p-values of NaN. With no draws all are NaN.</remarks>
public sealed record ResamplingResult(
    IReadOnlyList<double> Observed,
    IReadOnlyList<double> PValue,
    IReadOnlyList<double> AdjustedPValue,
    long DrawCount,
    bool IsExact);
