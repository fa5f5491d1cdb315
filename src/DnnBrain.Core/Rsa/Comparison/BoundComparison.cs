using DnnBrain.Statistics.Inference;
using DnnBrain.Torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// One method on given pairs. An RDM is prepared once, alone (ranked, whitened, decomposed), and then meets any number of others.
/// </summary>
internal abstract class BoundComparison(ComparisonSpace space)
{
    /// <summary>The pairs that are compared.</summary>
    public ComparisonSpace Space => space;

    /// <summary>Bytes of a prepared RDM, at most.</summary>
    public virtual long PreparedBytes => 3L * sizeof(double) * Space.PairCount;

    /// <summary>Prepares an RDM.</summary>
    /// <param name="dissimilarity">One value a pair of <see cref="Space"/>, none of them NaN.</param>
    /// <returns>Null where the RDM is similar to nothing: constant, or zero.</returns>
    public abstract PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity);

    /// <summary>Whether a prepared RDM can be a reference.</summary>
    public virtual bool IsReference(PreparedRdm prepared) => true;

    /// <summary>What a model that predicts nothing is compared as; null where nothing is as good as a similarity of 0.</summary>
    public virtual PreparedRdm? Nothing => null;

    /// <summary>The similarity of a model RDM and a reference RDM; thread-safe.</summary>
    public abstract double Similarity(PreparedRdm model, PreparedRdm reference);

    /// <summary>
    /// Brings a subject's RDM into the form whose mean over subjects is most similar to all of them, exactly or nearly. The form is as similar to any
    /// RDM as the RDM itself, so that means of such forms can be prepared and compared like RDMs: this is what noise ceilings pool.
    /// </summary>
    /// <param name="dissimilarity">One value a pair of <see cref="Space"/>.</param>
    /// <param name="destination">As long as <paramref name="dissimilarity"/>.</param>
    public abstract void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination);

    /// <summary>Model × reference.</summary>
    public virtual double[,] Similarities(IReadOnlyList<PreparedRdm> models, IReadOnlyList<PreparedRdm> references, CancellationToken token)
    {
        double[,] similarity = new double[models.Count, references.Count];
        using OneThreadGuard guard = torch.one_thread_a_call();
        Parallel.For(0, similarity.Length, new ParallelOptions { CancellationToken = token }, cell =>
        {
            (int m, int r) = Math.DivRem(cell, references.Count);
            similarity[m, r] = Similarity(models[m], references[r]);
        });
        return similarity;
    }

    /// <summary>The mean similarity of every model with every region's subjects, as a function of the labels of the models' stimuli.</summary>
    /// <param name="models">Prepared model RDMs.</param>
    /// <param name="regions">For each region its subjects' RDMs.</param>
    public virtual IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
        new PreparedAgainStatistic(this, models, regions);

    /// <summary>The same method on fewer pairs, for RDMs of which <see cref="PreparedRdm.Values"/> is what moves.</summary>
    /// <param name="pairs">Places among the pairs of <see cref="Space"/>.</param>
    public abstract BoundComparison OnPairs(int[] pairs);

    /// <summary>The space with some of its pairs only.</summary>
    protected ComparisonSpace SpaceOf(int[] pairs) =>
        space with { PresentPair = space.PresentPair is { } present ? [.. pairs.Select(pair => present[pair])] : pairs };
}
