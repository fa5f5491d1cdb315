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
    /// There is no RDM on a side (<c>RdmMissing</c>); ids of references, or of all models, differ (<c>StimulusMismatch</c>); fewer than three stimuli
    /// (<c>StimulusTooFew</c>) or pairs that all RDMs have (<c>PairTooFew</c>); a reference RDM is constant (<c>RdmConstant</c>), empty
    /// (<c>RdmEmpty</c>) or infinite (<c>RdmNotFinite</c>) or, for the Riemannian distance, no kernel (<c>RdmNotPositiveDefinite</c>); a
    /// region has two RDMs of a subject (<c>ReferenceDuplicate</c>); pairs are missing where kernels are compared (<c>PairMissing</c>);
    /// options do not go together (see <see cref="RsaComparisonOptions.Validate"/>); the covariance is none (<c>CovarianceInvalid</c>).
    /// </exception>
    /// <remarks>
    /// Pairs that are NaN in any RDM are left out of all comparisons, so that every cell rests on the same pairs. With M models, R
    /// regions and P pairs a permutation costs O(min(M, R) P) look-ups and O(M R P) multiplications, for any number of subjects, where the
    /// similarity is a product; one comparison a model and subject otherwise, O(P log P) for Kendall's τ.
    /// </remarks>
    public static IReadOnlyList<RsaComparison> Compare(
        IReadOnlyList<Rdm> models,
        IReadOnlyList<Rdm> references,
        RsaComparisonOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        if (Prepare(models, references, options, observer, token, out long start) is not { } prepared)
        {
            return [];
        }

        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(references);
        IReadOnlyList<RsaComparison> results = new ComparisonRun(prepared, groups, options).Compare(observer, token);
        Report(prepared, $"{groups.Count} regions", results.Count > 0 ? results[0].PermutationCount : 0, start, observer);
        return results;
    }

    /// <summary>The similarity of every model RDM with every reference RDM, without tests and ceilings.</summary>
    /// <returns>One row a model that can be compared; one column a reference, in their order.</returns>
    /// <remarks>
    /// Each RDM is prepared once. For methods that are products (all but Kendall's τ, Bures and the Riemannian distance) what remains is one
    /// matrix product.
    /// </remarks>
    /// <inheritdoc cref="Compare"/>
    public static RsaComparisonMatrix CompareAll(
        IReadOnlyList<Rdm> models,
        IReadOnlyList<Rdm> references,
        RsaComparisonOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        PreparedComparison prepared = Prepare(models, references, options, observer, token, out long start, keepsPrepared: false)
            ?? throw new DnnBrainException("RdmMissing", ErrorKind.InvalidData, "None of the model RDMs can be compared.");
        double[,] similarity = prepared.Similarities(token);
        Report(prepared, $"{references.Count} RDMs", 0, start, observer);
        var parameters = new Dictionary<string, string>();
        options.DescribeSimilarity(parameters);
        return new RsaComparisonMatrix
        {
            Method = prepared.MethodName,
            Name = Array.AsReadOnly(prepared.Models.Select(model => model.Name).ToArray()),
            Region = Array.AsReadOnly(references.Select(reference => reference.Name).ToArray()),
            Subject = Array.AsReadOnly(references.Select(reference => reference.Subject ?? "").ToArray()),
            Similarity = similarity,
            StimulusCount = prepared.Aligned.StimulusId.Count,
            PairCount = prepared.Aligned.PairCount,
            DroppedPairCount = prepared.DroppedPairCount,
            Provenance = new Provenance
            {
                Operation = "Invoke-RsaComparison",
                Parameters = parameters,
                Sources = [.. prepared.Models.Concat(references).Concat(options.Nuisance).Select(rdm => rdm.Provenance)],
            },
        };
    }

    internal static PreparedComparison? Prepare(
        IReadOnlyList<Rdm> models, IReadOnlyList<Rdm> references, RsaComparisonOptions options, IRunObserver observer, CancellationToken token, out long start, bool keepsPrepared = true)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        ThrowIfEmpty(models, "model");
        ThrowIfEmpty(references, "reference");
        start = Stopwatch.GetTimestamp();

        // Each RDM is looked at once, side by side with others; what follows asks for what was seen.
        Rdm[] all = [.. models, .. references];
        Parallel.For(0, all.Length, new ParallelOptions { CancellationToken = token }, i =>
        {
            _ = all[i].Summary;
            _ = all[i].HasStimuliOf(references[0]);
        });
        RdmProblem.ThrowIfAny(references.Concat(options.Nuisance), options.Method.NeedsVariation);

        Rdm[] usable = RdmProblem.Usable(OfTheirStimuli(models, references[0], options.AlignBy, observer), options.Method.NeedsVariation, observer);
        return usable.Length == 0 ? null : new PreparedComparison(usable, references, options, observer, keepsPrepared, token);
    }

    private static void Report(PreparedComparison prepared, string others, long permutations, long start, IRunObserver observer) =>
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Compared {prepared.Models.Count} RDMs with {others} over {prepared.Aligned.PairCount:N0} pairs of {prepared.Aligned.StimulusId.Count} stimuli by {prepared.MethodName}, {permutations:N0} permutations, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));

    private static void ThrowIfEmpty(IReadOnlyList<Rdm> rdms, string side)
    {
        if (rdms.Count == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, $"There is no {side} RDM to compare.");
        }
    }

    // One layer of other stimuli does not cost the others. Where no model has the reference's stimuli, it is the call that is wrong.
    private static IEnumerable<Rdm> OfTheirStimuli(IReadOnlyList<Rdm> models, Rdm reference, StimulusAlignment alignBy, IRunObserver observer)
    {
        DnnBrainException?[] mismatch = [.. models.Select(model => AlignedRdms.FindMismatch(model, reference, alignBy))];
        if (!mismatch.Contains(null))
        {
            return models;
        }

        foreach (DnnBrainException problem in mismatch.OfType<DnnBrainException>())
        {
            observer.ItemFailed(problem);
        }

        return models.Where((_, i) => mismatch[i] is null);
    }
}
