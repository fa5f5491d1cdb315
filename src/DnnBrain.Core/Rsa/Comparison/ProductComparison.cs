using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// A similarity that is the product of two vectors, each from one RDM alone. Many with many are products of rows; the mean over
/// subjects is a product with the mean of their vectors; a permutation moves one side and multiplies.
/// </summary>
internal abstract class ProductComparison(ComparisonSpace space) : BoundComparison(space)
{
    // Fewer products than this are not worth packing vectors.
    private const long FewestForRows = 1 << 20;

    /// <summary>Whether a model's vector moves with the labels of its stimuli: preparing a permuted RDM is permuting the prepared one.</summary>
    protected virtual bool MovesWithLabels => Space.PresentPair is null;

    /// <summary>Orthonormal vectors whose share a permuted model loses again; none for most methods.</summary>
    protected virtual IReadOnlyList<double[]> Nuisances => [];

    public sealed override double Similarity(PreparedRdm model, PreparedRdm reference) =>
        Clamp(TensorPrimitives.Dot<double>(((PreparedVectors)model).Model, ((PreparedVectors)reference).Reference));

    public sealed override double[,] Similarities(IReadOnlyList<PreparedRdm> models, IReadOnlyList<PreparedRdm> references, CancellationToken token) =>
        (long)models.Count * references.Count * Space.PairCount >= FewestForRows
            ? Multiply(
                [.. models.Cast<PreparedVectors>().Select(model => new ProductRow(model.Model))],
                [.. references.Cast<PreparedVectors>().Select(reference => new ProductRow(reference.Reference))],
                token)
            : base.Similarities(models, references, token);

    /// <summary>Model × reference, of vectors of which nothing else is asked.</summary>
    public double[,] Multiply(IReadOnlyList<ProductRow> models, IReadOnlyList<ProductRow> references, CancellationToken token)
    {
        double[,] similarity = PackedProducts.Multiply(
            (row, first, stretch) => models[row].CopyTo(first, stretch),
            models.Count,
            (row, first, stretch) => references[row].CopyTo(first, stretch),
            references.Count,
            Space.PairCount,
            token);
        if (similarity.Length > 0)
        {
            Span<double> all = MemoryMarshal.CreateSpan(ref similarity[0, 0], similarity.Length);
            TensorPrimitives.Clamp(all, -1, 1, all);
        }

        return similarity;
    }

    /// <summary>Bytes of a <see cref="Row"/>, at most.</summary>
    public virtual long RowBytes => sizeof(double) * (long)Space.PairCount;

    /// <summary>The vector of an RDM of which nothing else is asked.</summary>
    /// <param name="aligned">RDMs with the pairs of <see cref="BoundComparison.Space"/>.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="isModel">Whether it is a model.</param>
    /// <returns>Null where the RDM is similar to nothing: constant, or zero.</returns>
    public virtual ProductRow? Row(AlignedRdms aligned, int index, bool isModel)
    {
        double[] vector = GC.AllocateUninitializedArray<double>(aligned.PairCount);
        return (isModel ? FillModel(aligned.Values(index), vector) : FillReference(aligned.Values(index), vector)) ? new ProductRow(vector) : null;
    }

    /// <summary>Puts the vector of a model in place.</summary>
    /// <returns>False where the RDM is similar to nothing; <paramref name="vector"/> is then anything.</returns>
    protected abstract bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector);

    /// <summary>Puts the vector of a reference in place.</summary>
    /// <inheritdoc cref="FillModel"/>
    protected virtual bool FillReference(ReadOnlySpan<double> dissimilarity, Span<double> vector) => FillModel(dissimilarity, vector);

    public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
        MovesWithLabels
            ? new MatrixProductStatistic(Space.StimulusCount, [.. models.Cast<PreparedVectors>().Select(model => model.Model)], [.. regions.Select(Mean)], Nuisances)
            : base.Statistic(models, regions);

    // The mean over subjects s of ⟨x, y_s⟩ is ⟨x, mean of y_s⟩: a permutation costs the same for any number of subjects.
    private static double[] Mean(IReadOnlyList<PreparedRdm> subjects)
    {
        double[] mean = new double[((PreparedVectors)subjects[0]).Reference.Length];
        foreach (PreparedVectors subject in subjects.Cast<PreparedVectors>())
        {
            TensorPrimitives.Add<double>(mean, subject.Reference, mean);
        }

        TensorPrimitives.Divide(mean, subjects.Count, mean);
        return mean;
    }

    // The product of two vectors of length 1, but for rounding; NaN stays NaN.
    private static double Clamp(double product) => Math.Clamp(product, -1, 1);
}
