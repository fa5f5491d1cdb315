using System.Diagnostics;
using System.Globalization;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Partition;

namespace DnnBrain.Rsa;

/// <summary>Variance partitioning: what groups of model RDMs explain of a region's RDMs by themselves, and what they share.</summary>
/// <remarks>
/// Each subject's dissimilarities are regressed, with an intercept, on the RDMs of every set of groups; parts follow from the R² by inclusion and
/// exclusion and sum to the R² of all. Mood 1971, American Educational Research Journal 8, 191–202; for RDMs: Groen et al. 2018,
/// https://doi.org/10.7554/eLife.32962.
/// </remarks>
public static class VariancePartitioner
{
    private const int FewestGroups = 2;
    private const int MostGroups = 4;

    /// <summary>Partitions the variance of each region.</summary>
    /// <param name="groups">Two to four groups of model RDMs.</param>
    /// <param name="references">RDMs of regions, or of a region at times (<see cref="Rdm.Name"/>), one a subject (<see cref="Rdm.Subject"/>).</param>
    /// <param name="options">Ranks, adjustment, inference.</param>
    /// <param name="observer">Told of RDMs that cannot be used, as failed items, of groups that can hardly be told apart, of progress.</param>
    /// <param name="token">Stops the resampling.</param>
    /// <returns>For each region, in order of first appearance: the unique parts in the order of groups, the shared ones, the total.</returns>
    /// <exception cref="DnnBrainException">
    /// There are fewer than two groups or more than four (<c>GroupCountInvalid</c>), two of one name (<c>GroupDuplicate</c>), one none of
    /// whose RDMs can be used (<c>GroupEmpty</c>), no reference (<c>RdmMissing</c>), as many predictors as pairs (<c>PredictorTooMany</c>);
    /// ids differ (<c>StimulusMismatch</c>); a region has two RDMs of a subject (<c>ReferenceDuplicate</c>).
    /// </exception>
    /// <remarks>
    /// With K predictors, M reference RDMs and P pairs, a permutation costs O(K (K + M) P) and a bootstrap draw the same; the 2^G regressions work
    /// on products and cost O(2^G M K²).
    /// </remarks>
    public static IReadOnlyList<VariancePart> Partition(
        IReadOnlyList<VarianceGroup> groups, IReadOnlyList<Rdm> references, VariancePartitionOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.ValidateInference();
        ThrowIfUnfit(groups);
        long start = Stopwatch.GetTimestamp();
        Rdm[] usable = RdmProblem.Usable(references, needsVariation: true, observer);
        VarianceGroup[] kept = [.. groups.Select(group => new VarianceGroup(group.Name, RdmProblem.Usable(group.Component, needsVariation: true, observer)))];
        if (usable.Length == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, "There is no reference RDM whose variance could be partitioned.");
        }

        IReadOnlyList<VariancePart> results = new PartitionRun(kept, usable, options, observer).Run(observer, token);
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Partitioned the variance of {usable.Length} RDMs over {kept.Length} groups of {kept.Sum(group => group.Component.Count)} RDMs, {results[0].PairCount:N0} pairs, {results[0].PermutationCount:N0} permutations, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return results;
    }

    private static void ThrowIfUnfit(IReadOnlyList<VarianceGroup> groups)
    {
        if (groups.Count is < FewestGroups or > MostGroups)
        {
            throw new DnnBrainException(
                "GroupCountInvalid",
                ErrorKind.InvalidArgument,
                $"There {(groups.Count == 1 ? "is 1 group" : $"are {groups.Count} groups")} of model RDMs; variance is partitioned among {FewestGroups} to {MostGroups}.",
                groups.Count);
        }

        if (groups.GroupBy(group => group.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw new DnnBrainException("GroupDuplicate", ErrorKind.InvalidArgument, $"Two groups have the name '{twice.Key}'; parts are told apart by the names of groups.", twice.Key);
        }
    }
}
