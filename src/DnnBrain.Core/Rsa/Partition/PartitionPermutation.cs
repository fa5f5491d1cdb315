using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Partition;

/// <summary>The parts of the explained variance over what is left unexplained, under exchanged stimulus labels. Cells: region × part.</summary>
/// <remarks>
/// <para>
/// For shared parts and the total, the labels of all predictors are exchanged together: none has to do with the region. For a unique part
/// only what the group has beyond the others is (the residuals of its predictors on theirs), so that what the others explain stays
/// explained: double semi-partialing, Dekker, Krackhardt, Snijders 2007, Psychometrika 72, 563–581. Exchanging everything would ask whether
/// anything at all is explained.
/// </para>
/// <para>
/// A part is divided by the unexplained variance, as in F, and standardized by <see cref="PartScale"/>, so that the maximum over parts is
/// not always that of the part with the most predictors. Unique parts are not adjusted for their number of predictors here: the order of
/// draws would be the same.
/// </para>
/// </remarks>
internal sealed class PartitionPermutation : IStimulusStatistic
{
    /// <summary>Takes vectors, condensed, with 0 where a pair has no value, and the region of each reference.</summary>
    public PartitionPermutation(
        PartitionDesign design, bool adjusts, int stimulusCount, bool[]? present, double[][] predictors, double[][] references, int[] regionOf)
    {
        Design = design;
        Adjusts = adjusts;
        StimulusCount = stimulusCount;
        Present = present;
        Predictors = predictors;
        References = references;
        RegionOf = regionOf;
        RegionCount = regionOf.Max() + 1;
    }

    public PartitionDesign Design { get; }

    public bool Adjusts { get; }

    public int StimulusCount { get; }

    /// <summary>Which pairs have a value in all RDMs; null for all.</summary>
    public bool[]? Present { get; }

    public double[][] Predictors { get; }

    public double[][] References { get; }

    /// <summary>The region of each reference.</summary>
    public int[] RegionOf { get; }

    public int RegionCount { get; }

    public int CellCount => RegionCount * Design.ValueCount;

    // Sums of some thousand products of numbers below 1, times the number of pairs.
    public double Tolerance => 1e-9;

    public long HeldBytes => sizeof(double) * (long)(Predictors.Length + References.Length) * Predictors[0].Length;

    // Predictors as they are and relabelled, references, and which pairs are there before and after.
    public long EvaluatorBytes =>
        (sizeof(double) * ((2L * Predictors.Length) + References.Length + (Present is null ? 0 : 3)) * Predictors[0].Length)
        + (sizeof(double) * References.Length * ((2L * Predictors.Length) + Design.ValueCount + Design.SetCount));

    public IStimulusStatisticEvaluator CreateEvaluator() => new PartitionPermutationEvaluator(this);
}
