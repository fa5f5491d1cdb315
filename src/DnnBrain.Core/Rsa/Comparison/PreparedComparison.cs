using System.Globalization;

namespace DnnBrain.Rsa.Comparison;

/// <summary>One call's RDMs, aligned and prepared by its method.</summary>
internal sealed class PreparedComparison
{
    private readonly int _offeredPairCount;
    private readonly RsaComparisonOptions _options;

    /// <param name="models">Usable model RDMs; those that the method cannot prepare are reported and left out.</param>
    /// <param name="references">Reference RDMs.</param>
    /// <param name="options">Method, nuisances, covariance.</param>
    /// <param name="observer">Told of what is left out.</param>
    /// <exception cref="DnnBrainException">See <see cref="RsaComparer.Compare"/>.</exception>
    public PreparedComparison(IReadOnlyList<Rdm> models, IReadOnlyList<Rdm> references, RsaComparisonOptions options, IRunObserver observer)
    {
        _options = options;
        References = references;
        Aligned = AlignedRdms.Create([.. models, .. references, .. options.Nuisance], options.AlignBy, observer);
        _offeredPairCount = models[0].AsSpan().Length;
        Warn(observer);
        Comparison = Bind(models, models.Count + references.Count);
        PreparedRdm?[] prepared = new PreparedRdm?[models.Count + references.Count];
        Parallel.For(0, prepared.Length, i => prepared[i] = Comparison.Prepare(Aligned.Values(i)));
        bool hasNuisances = options.Nuisance.Count > 0;
        for (int m = 0; m < models.Count; m++)
        {
            if (prepared[m] is null)
            {
                observer.ItemFailed(RdmProblem.Constant(models[m], hasNuisances));
            }
        }

        int[] kept = [.. Enumerable.Range(0, models.Count).Where(m => prepared[m] is not null)];
        ModelIndex = kept;
        Models = [.. kept.Select(m => models[m])];
        PreparedModels = [.. kept.Select(m => prepared[m]!)];
        PreparedReferences = [.. references.Select((reference, r) => prepared[models.Count + r] ?? throw RdmProblem.Constant(reference, hasNuisances))];
        FirstReference = models.Count;
    }

    /// <summary>The aligned RDMs: models, references, nuisances.</summary>
    public AlignedRdms Aligned { get; }

    /// <summary>The method on the pairs that all have.</summary>
    public BoundComparison Comparison { get; }

    /// <summary>The models that can be compared.</summary>
    public IReadOnlyList<Rdm> Models { get; }

    /// <summary>Where the models stand among the aligned RDMs.</summary>
    public IReadOnlyList<int> ModelIndex { get; }

    /// <summary>The references.</summary>
    public IReadOnlyList<Rdm> References { get; }

    /// <summary>One a model.</summary>
    public IReadOnlyList<PreparedRdm> PreparedModels { get; }

    /// <summary>One a reference.</summary>
    public IReadOnlyList<PreparedRdm> PreparedReferences { get; }

    /// <summary>Where references begin among the aligned RDMs.</summary>
    public int FirstReference { get; }

    /// <summary>Number of pairs that are left out.</summary>
    public int DroppedPairCount => _offeredPairCount - Aligned.PairCount;

    /// <summary>What results call the method: with its nuisances.</summary>
    public string MethodName => _options.Nuisance.Count == 0 ? _options.Method.Name : $"{_options.Method}, {(_options.Semipartial ? "semipartial" : "partial")}";

    /// <summary>Model × reference.</summary>
    /// <exception cref="DnnBrainException">A reference's kernel is not positive definite (<c>RdmNotPositiveDefinite</c>).</exception>
    public double[,] Similarities(CancellationToken token)
    {
        double[,] similarity = Comparison.Similarities(PreparedModels, PreparedReferences, token);
        for (int r = 0; r < References.Count; r++)
        {
            if (Models.Count > 0 && double.IsNaN(similarity[0, r]))
            {
                throw new DnnBrainException(
                    "RdmNotPositiveDefinite",
                    ErrorKind.InvalidData,
                    $"Reference RDM '{References[r]}' cannot be compared by {_options.Method}: its kernel is not positive definite. The method needs squared distances from more units than there are stimuli.",
                    References[r].Name);
            }
        }

        return similarity;
    }

    /// <summary>What all results of the call say about how they were made.</summary>
    public IReadOnlyDictionary<string, string> Parameters()
    {
        var parameters = new Dictionary<string, string>
        {
            ["Method"] = _options.Method.Name,
            ["AlignBy"] = _options.AlignBy.ToString(),
            ["PermutationCount"] = _options.Inference.PermutationCount.ToString(CultureInfo.InvariantCulture),
            ["Alternative"] = _options.Inference.Alternative.ToString(),
        };
        if (_options.Nuisance.Count > 0)
        {
            parameters["Nuisance"] = string.Join(", ", _options.Nuisance.Select(rdm => rdm.Name));
            parameters["Semipartial"] = _options.Semipartial.ToString();
        }

        if (_options.StimulusCovariance is not null)
        {
            parameters["StimulusCovariance"] = "given";
        }

        Inference.ComparisonBootstrap.Describe(_options, parameters);
        return parameters;
    }

    private BoundComparison Bind(IReadOnlyList<Rdm> models, int firstNuisance)
    {
        if (_options.Method.NeedsAllPairs && !Aligned.IsComplete)
        {
            throw new DnnBrainException(
                "PairMissing",
                ErrorKind.InvalidData,
                $"{Aligned.AllPairCount - Aligned.PairCount:N0} of {Aligned.AllPairCount:N0} pairs of stimuli have no value in at least one RDM; {_options.Method} compares kernels, which need every pair.",
                _options.Method.Name);
        }

        var space = new ComparisonSpace(Aligned.StimulusId.Count, Aligned.PresentPair)
        {
            StimulusCovariance = _options.StimulusCovariance is { } covariance ? StimulusCovariance.Select(covariance, models[0].StimulusCount, Aligned.KeptStimuli) : null,
        };
        BoundComparison comparison = _options.Method.Bind(space);
        if (_options.Nuisance.Count == 0)
        {
            return comparison;
        }

        double[][] scores = [.. _options.Nuisance.Select((rdm, i) =>
            comparison.Prepare(Aligned.Values(firstNuisance + i)) is PreparedVectors vectors ? vectors.Model : throw RdmProblem.Constant(rdm, hasNuisances: false))];
        return new PartialComparison(comparison, scores, _options.Semipartial);
    }

    private void Warn(IRunObserver observer)
    {
        int missing = Aligned.AllPairCount - Aligned.PairCount;
        if (missing > 0)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{missing:N0} of {Aligned.AllPairCount:N0} pairs of stimuli have no value in at least one RDM; they are left out of every comparison of this call."));
        }
    }
}
