using DnnBrain.Statistics;
using DnnBrain.Torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>One call's RDMs, aligned and prepared by its method.</summary>
internal sealed class PreparedComparison
{
    private readonly int _offeredPairCount;
    private readonly RsaComparisonOptions _options;
    private readonly ComparisonSpace _space;
    private readonly int _firstNuisance;
    private readonly ProductRow[] _rows;

    /// <param name="models">Usable model RDMs; those that the method cannot prepare are reported and left out.</param>
    /// <param name="references">Reference RDMs.</param>
    /// <param name="options">Method, nuisances, covariance.</param>
    /// <param name="observer">Told of what is left out.</param>
    /// <param name="keepsPrepared">Whether anything but <see cref="Similarities"/> will be asked for.</param>
    /// <param name="token">Stops the preparation.</param>
    /// <exception cref="DnnBrainException">See <see cref="RsaComparer.Compare"/>.</exception>
    public PreparedComparison(IReadOnlyList<Rdm> models, IReadOnlyList<Rdm> references, RsaComparisonOptions options, IRunObserver observer, bool keepsPrepared, CancellationToken token)
    {
        _options = options;
        References = references;
        Aligned = AlignedRdms.Create([.. models, .. references, .. options.Nuisance], options.AlignBy, observer);
        _offeredPairCount = models[0].AsSpan().Length;
        Aligned.WarnOfMissingPairs(observer, "they are left out of every comparison of this call");
        _space = options.Setup.Space(Aligned, models[0].StimulusCount);
        _firstNuisance = models.Count + references.Count;
        Comparison = options.Setup.Bind(Aligned, _space, _firstNuisance);
        FirstReference = models.Count;
        int count = models.Count + references.Count;
        var prepared = new PreparedRdm?[count];
        var rows = new ProductRow?[count];
        if (!keepsPrepared && Comparison is ProductComparison product)
        {
            Memory = options.Inference.Memory.Hold((count + (long)options.Nuisance.Count) * product.RowBytes);
            Parallel.For(0, count, i => rows[i] = product.Row(Aligned, i, isModel: i < models.Count));
        }
        else
        {
            Memory = options.Inference.Memory.Hold((count + (long)options.Nuisance.Count) * Comparison.PreparedBytes);
            using OneThreadGuard guard = torch.one_thread_a_call();
            Parallel.For(0, count, i => prepared[i] = Comparison.Prepare(Aligned.Values(i)));
        }

        bool[] isPrepared = [.. Enumerable.Range(0, count).Select(i => prepared[i] is not null || rows[i] is not null)];
        int[] kept = [.. Enumerable.Range(0, models.Count).Where(m => isPrepared[m])];
        foreach (int m in Enumerable.Range(0, models.Count).Except(kept))
        {
            observer.ItemFailed(RdmProblem.Constant(models[m], options.Nuisance.Count > 0));
        }

        for (int r = 0; r < references.Count; r++)
        {
            options.Setup.Require(Comparison, isPrepared[models.Count + r], prepared[models.Count + r], references[r]);
        }

        ModelIndex = kept;
        Models = [.. kept.Select(m => models[m])];
        PreparedModels = [.. prepared.Take(models.Count).OfType<PreparedRdm>()];
        PreparedReferences = [.. prepared.Skip(models.Count).OfType<PreparedRdm>()];
        _rows = [.. rows.OfType<ProductRow>()];
    }

    /// <summary>The aligned RDMs: models, references, nuisances.</summary>
    public AlignedRdms Aligned { get; }

    /// <summary>The method on the pairs that all have.</summary>
    public BoundComparison Comparison { get; }

    /// <summary>The memory, of which prepared RDMs hold a part.</summary>
    public MemoryLimit Memory { get; }

    /// <summary>The models that can be compared.</summary>
    public IReadOnlyList<Rdm> Models { get; }

    /// <summary>Where the models stand among the aligned RDMs.</summary>
    public IReadOnlyList<int> ModelIndex { get; }

    /// <summary>The references.</summary>
    public IReadOnlyList<Rdm> References { get; }

    /// <summary>One a model; empty where nothing is kept.</summary>
    public IReadOnlyList<PreparedRdm> PreparedModels { get; }

    /// <summary>One a reference; empty where nothing is kept.</summary>
    public IReadOnlyList<PreparedRdm> PreparedReferences { get; }

    /// <summary>Where references begin among the aligned RDMs.</summary>
    public int FirstReference { get; }

    /// <summary>Number of pairs that are left out.</summary>
    public int DroppedPairCount => _offeredPairCount - Aligned.PairCount;

    /// <summary>What results call the method: with its nuisances.</summary>
    public string MethodName => _options.Setup.Name;

    /// <summary>What is compared under weighted samples.</summary>
    public Inference.PairDesign Design(Inference.WeightedRdms rdms) => _options.Setup.Design(Aligned, _space, rdms, _firstNuisance);

    /// <summary>Model × reference.</summary>
    public double[,] Similarities(CancellationToken token) => _rows.Length > 0
        ? ((ProductComparison)Comparison).Multiply(_rows[..Models.Count], _rows[Models.Count..], token)
        : Comparison.Similarities(PreparedModels, PreparedReferences, token);
}
