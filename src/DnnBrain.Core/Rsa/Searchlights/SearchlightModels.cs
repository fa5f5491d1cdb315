using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>The models of a searchlight, prepared once for all centres.</summary>
internal sealed class SearchlightModels
{
    private readonly PreparedRdm[] _prepared;
    private readonly int[]? _presentPair;

    /// <param name="models">Model RDMs; those that cannot be compared are reported and left out.</param>
    /// <param name="template">An RDM of the conditions, NaN at the pairs that no centre has.</param>
    /// <param name="options">Similarity, nuisances, matching.</param>
    /// <param name="observer">Told of what is left out.</param>
    public SearchlightModels(IReadOnlyList<Rdm> models, Rdm template, SearchlightOptions options, IRunObserver observer)
    {
        var asked = new RsaComparisonOptions { Method = options.Method, Nuisance = options.Nuisance, AlignBy = options.AlignBy };
        asked.Validate();
        AlignedRdms.ThrowIfTooFew(template.StimulusCount, template.Name);
        Rdm[] usable = RdmProblem.Usable(models, options.Method.NeedsVariation, observer);
        var aligned = AlignedRdms.Create([template, .. usable, .. options.Nuisance], options.AlignBy, observer);
        if (options.Method.NeedsAllPairs && !aligned.IsComplete)
        {
            throw new DnnBrainException(
                "PairMissing",
                ErrorKind.InvalidData,
                $"{aligned.AllPairCount - aligned.PairCount:N0} of {aligned.AllPairCount:N0} pairs of stimuli have no value; {options.Method} compares kernels, which need every pair.",
                options.Method.Name);
        }

        aligned.WarnOfMissingPairs(observer, "they are left out at every centre");

        KeptConditions = aligned.KeptStimuli ?? [.. Enumerable.Range(0, template.StimulusCount)];
        _presentPair = aligned.PresentPair;
        BoundComparison comparison = options.Method.Bind(new ComparisonSpace(KeptConditions.Length, _presentPair));
        if (options.Nuisance.Count > 0)
        {
            double[][] scores = [.. options.Nuisance.Select((rdm, i) =>
                comparison.Prepare(aligned.Values(1 + usable.Length + i)) is PreparedVectors vectors ? vectors.Model : throw RdmProblem.Constant(rdm, hasNuisances: false))];
            comparison = new PartialComparison(comparison, scores, isSemipartial: false, options.Method.Form.IsRanked);
        }

        PreparedRdm?[] prepared = [.. usable.Select((_, m) => comparison.Prepare(aligned.Values(1 + m)))];
        foreach (Rdm model in usable.Where((_, m) => prepared[m] is null))
        {
            observer.ItemFailed(RdmProblem.Constant(model, options.Nuisance.Count > 0));
        }

        Comparison = comparison;
        Models = [.. usable.Where((_, m) => prepared[m] is not null)];
        _prepared = [.. prepared.OfType<PreparedRdm>()];
    }

    /// <summary>The models that are compared.</summary>
    public IReadOnlyList<Rdm> Models { get; }

    /// <summary>0-based conditions that are compared.</summary>
    public int[] KeptConditions { get; }

    /// <summary>Number of pairs of these conditions.</summary>
    public int PairCount => KeptConditions.Length * (KeptConditions.Length - 1) / 2;

    private BoundComparison Comparison { get; }

    /// <summary>Compares a local RDM with all models.</summary>
    /// <param name="dissimilarity">The condensed RDM.</param>
    /// <param name="present">Scratch of the same length.</param>
    /// <param name="similarity">Takes one value a model.</param>
    public CenterOutcome Compare(ReadOnlySpan<double> dissimilarity, Span<double> present, Span<double> similarity)
    {
        ReadOnlySpan<double> compared = dissimilarity;
        if (_presentPair is not null)
        {
            for (int i = 0; i < _presentPair.Length; i++)
            {
                present[i] = dissimilarity[_presentPair[i]];
            }

            compared = present[.._presentPair.Length];
        }

        if (!double.IsFinite(System.Numerics.Tensors.TensorPrimitives.Sum(compared)) || Comparison.Prepare(compared) is not { } local)
        {
            return CenterOutcome.UndefinedRdm;
        }

        for (int m = 0; m < _prepared.Length; m++)
        {
            similarity[m] = Comparison.Similarity(_prepared[m], local);
        }

        return double.IsNaN(similarity[0]) ? CenterOutcome.UndefinedRdm : CenterOutcome.Scored;
    }
}
