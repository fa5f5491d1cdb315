using DnnBrain.Statistics;
using DnnBrain.Torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>One call's RDMs, aligned and prepared by its method.</summary>
internal sealed class PreparedComparison
{
    // Products are made of copies of both sides, no more of them at a time than this.
    private const long TileBytes = 256L << 20;

    private readonly int _offeredPairCount;
    private readonly RsaComparisonOptions _options;
    private readonly ComparisonSpace _space;
    private readonly int _firstNuisance;
    private readonly double[,]? _similarity;

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
        PreparedRdm?[] prepared = [];
        bool[] isPrepared;
        double[,]? similarity = null;
        if (!keepsPrepared && Comparison is ProductComparison product && product.TakesAll(models.Count, references.Count))
        {
            // Vectors of all RDMs in an array of a pool, which may be twice as long.
            Memory = options.Inference.Memory;
            Memory.Hold(2L * sizeof(double) * Aligned.PairCount * (models.Count + references.Count));
            (similarity, isPrepared) = product.CompareAll(Aligned, models.Count, references.Count, token);
        }
        else
        {
            Memory = options.Inference.Memory.Hold((models.Count + references.Count + (long)options.Nuisance.Count) * Comparison.PreparedBytes);
            prepared = new PreparedRdm?[models.Count + references.Count];
            using OneThreadGuard guard = torch.one_thread_a_call();
            Parallel.For(0, prepared.Length, i => prepared[i] = Comparison.Prepare(Aligned.Values(i)));
            isPrepared = [.. prepared.Select(rdm => rdm is not null)];
        }

        int[] kept = [.. Enumerable.Range(0, models.Count).Where(m => isPrepared[m])];
        foreach (int m in Enumerable.Range(0, models.Count).Except(kept))
        {
            observer.ItemFailed(RdmProblem.Constant(models[m], options.Nuisance.Count > 0));
        }

        for (int r = 0; r < references.Count; r++)
        {
            options.Setup.Require(Comparison, isPrepared[models.Count + r], prepared.ElementAtOrDefault(models.Count + r), references[r]);
        }

        ModelIndex = kept;
        Models = [.. kept.Select(m => models[m])];
        PreparedModels = [.. prepared.Take(models.Count).OfType<PreparedRdm>()];
        PreparedReferences = [.. prepared.Skip(models.Count).OfType<PreparedRdm>()];
        _similarity = similarity is null || kept.Length == models.Count ? similarity : Rows(similarity, kept);
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
    /// <exception cref="DnnBrainException">The memory is too small for products (<c>MemoryTooSmall</c>).</exception>
    public double[,] Similarities(CancellationToken token) => _similarity ?? Tiled(token);

    private static double[,] Rows(double[,] matrix, int[] rows)
    {
        double[,] kept = new double[rows.Length, matrix.GetLength(1)];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                kept[row, column] = matrix[rows[row], column];
            }
        }

        return kept;
    }

    private double[,] Tiled(CancellationToken token)
    {
        (int models, int references) = (PreparedModels.Count, PreparedReferences.Count);
        long bytes = sizeof(double) * (long)Aligned.PairCount;
        int tile = (int)Math.Clamp(TileBytes / 2 / bytes, 1, int.MaxValue);

        // In an array of a pool, which may be twice as long.
        Memory.Hold(2 * ((long)Math.Min(models, tile) + Math.Min(references, tile)) * bytes);
        if (models <= tile && references <= tile)
        {
            return Comparison.Similarities(PreparedModels, PreparedReferences, token);
        }

        double[,] similarity = new double[models, references];
        for (int m = 0; m < models; m += tile)
        {
            for (int r = 0; r < references; r += tile)
            {
                double[,] part = Comparison.Similarities([.. PreparedModels.Skip(m).Take(tile)], [.. PreparedReferences.Skip(r).Take(tile)], token);
                for (int cell = 0; cell < part.Length; cell++)
                {
                    (int i, int j) = Math.DivRem(cell, part.GetLength(1));
                    similarity[m + i, r + j] = part[i, j];
                }
            }
        }

        return similarity;
    }
}
