namespace DnnBrain.Rsa.Comparison;

/// <summary>Why an RDM cannot be compared.</summary>
internal static class RdmProblem
{
    /// <summary>The problem, or null where there is none.</summary>
    /// <param name="rdm">The RDM, for the message.</param>
    /// <param name="needsVariation">Whether dissimilarities that are all the same can be compared with nothing.</param>
    public static DnnBrainException? Find(Rdm rdm, bool needsVariation)
    {
        int pairs = rdm.AsSpan().Length;
        DissimilaritySummary summary = rdm.Summary;
        if (summary.MissingCount == pairs)
        {
            return Problem("RdmEmpty", rdm, $"none of its {pairs} pairs has a value");
        }

        if (!summary.IsFinite)
        {
            return Problem("RdmNotFinite", rdm, "it holds an infinite dissimilarity");
        }

        return summary.Constant is { } value && (needsVariation || value == 0)
            ? Problem("RdmConstant", rdm, FormattableString.Invariant($"all {pairs - summary.MissingCount} pairs have the dissimilarity {value:G4}, so it has no correlation with anything"))
            : null;
    }

    /// <summary>The RDMs without a problem; the others are reported as failed items.</summary>
    public static Rdm[] Usable(IEnumerable<Rdm> rdms, bool needsVariation, IRunObserver observer) => [.. rdms.Where(rdm =>
    {
        if (Find(rdm, needsVariation) is not { } problem)
        {
            return true;
        }

        observer.ItemFailed(problem);
        return false;
    })];

    /// <summary>Throws at the first RDM that has too few stimuli or a problem.</summary>
    public static void ThrowIfAny(IEnumerable<Rdm> rdms, bool needsVariation)
    {
        foreach (Rdm rdm in rdms)
        {
            AlignedRdms.ThrowIfTooFew(rdm.StimulusCount, rdm.Name);
            if (Find(rdm, needsVariation) is { } problem)
            {
                throw problem;
            }
        }
    }

    /// <summary>
    /// The problem of an RDM that a method cannot prepare: its dissimilarities differ by rounding only, the nuisances explain them, or none
    /// is above 0 where they are squared distances.
    /// </summary>
    public static DnnBrainException Constant(Rdm rdm, bool hasNuisances) =>
        Problem("RdmConstant", rdm, hasNuisances
            ? "its dissimilarities are constant, or the nuisance RDMs explain all of them"
            : !rdm.Dissimilarity.Any(value => value > 0)
            ? "none of its dissimilarities is above 0, so that they are no squared distances, or they differ by rounding only"
            : "its dissimilarities differ by rounding only, so it has no correlation with anything");

    private static DnnBrainException Problem(string errorId, Rdm rdm, string reason) =>
        new(errorId, ErrorKind.InvalidData, $"RDM '{rdm}' cannot be compared: {reason}.", rdm.Name);
}
