using System.Diagnostics;
using System.Globalization;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa;

/// <summary>Representational similarity analysis: compares model RDMs with the RDMs of brain regions.</summary>
/// <remarks>
/// Kriegeskorte, Mur, Bandettini 2008, https://doi.org/10.3389/neuro.06.004.2008; noise ceiling and pooling: Nili et al. 2014,
/// https://doi.org/10.1371/journal.pcbi.1003553. Inference is done on signed correlations: a squared one is positive under the
/// null hypothesis too.
/// </remarks>
public static class RsaComparer
{
    /// <summary>Compares each model RDM with each region.</summary>
    /// <param name="models">Model RDMs, one a layer.</param>
    /// <param name="references">RDMs of regions (<see cref="Rdm.Name"/>), one a subject (<see cref="Rdm.Subject"/>).</param>
    /// <param name="options">Similarity, matching of stimuli, inference.</param>
    /// <param name="observer">
    /// Told of pairs that are left out, of regions without a ceiling, and, as failed items, of model RDMs that cannot be compared.
    /// </param>
    /// <param name="token">Stops the permutations.</param>
    /// <returns>One result a model RDM × region: regions in order of first appearance, and in each the models in their order.</returns>
    /// <exception cref="DnnBrainException">
    /// There is no RDM on a side (<c>RdmMissing</c>); ids differ (<c>StimulusMismatch</c>); fewer than three stimuli
    /// (<c>StimulusTooFew</c>) or pairs that all RDMs have (<c>PairTooFew</c>); a reference RDM is constant (<c>RdmConstant</c>), empty (<c>RdmEmpty</c>) or infinite
    /// (<c>RdmNotFinite</c>); a region has two RDMs of a subject (<c>ReferenceDuplicate</c>).
    /// </exception>
    /// <remarks>
    /// Pairs that are NaN in any RDM are left out of all comparisons, so that every cell rests on the same pairs. With M models, R
    /// regions and P pairs a permutation costs O(min(M, R) P) look-ups and O(M R P) multiplications, for any number of subjects.
    /// </remarks>
    public static IReadOnlyList<RsaComparison> Compare(
        IReadOnlyList<Rdm> models,
        IReadOnlyList<Rdm> references,
        RsaComparisonOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Inference.Validate();
        ThrowIfEmpty(models, "model");
        ThrowIfEmpty(references, "reference");
        long start = Stopwatch.GetTimestamp();
        foreach (Rdm reference in references)
        {
            AlignedRdms.ThrowIfTooFew(reference.StimulusCount, reference.Name);
            if (RdmProblem.Find(reference, reference.AsSpan()) is { } problem)
            {
                throw problem;
            }
        }

        Rdm[] usable = [.. models.Where(model => IsUsable(model, observer))];

        if (usable.Length == 0)
        {
            return [];
        }

        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(references);
        var aligned = AlignedRdms.Create([.. usable, .. references], options.AlignBy, observer);
        IReadOnlyList<RsaComparison> results = new ComparisonRun(usable, references, groups, aligned, options, observer).Compare(observer, token);
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Compared {results.Count / groups.Count} RDMs with {groups.Count} regions ({references.Count} RDMs) over {aligned.PairCount:N0} pairs of {aligned.StimulusId.Count} stimuli by {options.Method}, {(results.Count > 0 ? results[0].PermutationCount : 0):N0} permutations, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return results;
    }

    private static void ThrowIfEmpty(IReadOnlyList<Rdm> rdms, string side)
    {
        if (rdms.Count == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, $"There is no {side} RDM to compare.");
        }
    }

    private static bool IsUsable(Rdm model, IRunObserver observer)
    {
        if (RdmProblem.Find(model, model.AsSpan()) is not { } problem)
        {
            return true;
        }

        observer.ItemFailed(problem);
        return false;
    }
}
